<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>Announcer</name>
        <message>
            <source>{clip} is done: {facts}.</source>
            <translation>{clip} está listo: {facts}.</translation>
        </message>
        <message>
            <source>It failed: {why}</source>
            <translation>Ha fallado: {why}</translation>
        </message>
    </context>
    <context>
        <name>BarsPicker</name>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n compás</numerusform>
                <numerusform>%n compases</numerusform>
            </translation>
        </message>
        <message>
            <source>Another number of bars</source>
            <translation>Otro número de compases</translation>
        </message>
    </context>
    <context>
        <name>BeatDisplay</name>
        <message>
            <source>playing</source>
            <translation>en marcha</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>parado</translation>
        </message>
        <message>
            <source>Bar and beat {place}, {state}</source>
            <translation>Compás y tiempo {place}, {state}</translation>
        </message>
        <message>
            <source>Bar and beat, playing</source>
            <translation>Compás y tiempo, en marcha</translation>
        </message>
        <message>
            <source>Bar and beat; {state}</source>
            <translation>Compás y tiempo; {state}</translation>
        </message>
    </context>
    <context>
        <name>BridgeMonitor</name>
        <message>
            <source>Try again</source>
            <translation>Intentar de nuevo</translation>
        </message>
        <message>
            <source>The engine stopped and is starting again; nothing is lost.</source>
            <translation>El motor se detuvo y arranca de nuevo; no se pierde nada.</translation>
        </message>
        <message>
            <source>The engine does not start; the next request tries it again.</source>
            <translation>El motor no arranca; la próxima petición lo intentará otra vez.</translation>
        </message>
    </context>
    <context>
        <name>BridgeThread</name>
        <message>
            <source>The bridge could not start: {why}.</source>
            <translation>El puente no pudo arrancar: {why}.</translation>
        </message>
        <message>
            <source>The bridge made a mistake and stopped: {name}.</source>
            <translation>El puente cometió un error y se detuvo: {name}.</translation>
        </message>
    </context>
    <context>
        <name>ClipsList</name>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>{n} clips are too many to drag; export them to a folder, or choose {most} at most.</source>
            <translation>{n} clips son demasiados para arrastrar; expórtalos a una carpeta o elige {most} como máximo.</translation>
        </message>
        <message>
            <source>The clips are still being read; drag them again.</source>
            <translation>Los clips aún se están leyendo; arrástralos de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>ClipsView</name>
        <message>
            <source>Search clips</source>
            <translation>Buscar clips</translation>
        </message>
        <message>
            <source>Favourites only</source>
            <translation>Solo favoritos</translation>
        </message>
        <message>
            <source>Order of the clips</source>
            <translation>Orden de los clips</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Recientes</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Antiguos</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tonalidad</translation>
        </message>
        <message>
            <source>Bars</source>
            <translation>Compases</translation>
        </message>
        <message>
            <source>No clips yet. Write what the loop should be, and press Render.</source>
            <translation>Aún no hay clips. Escribe cómo debe ser el loop y pulsa Renderizar.</translation>
        </message>
        <message>
            <source>No clip is like that.</source>
            <translation>Ningún clip es así.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln clip</numerusform>
                <numerusform>%Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln elegido</numerusform>
                <numerusform>%Ln elegidos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeriveRows</name>
        <message>
            <source>Strength in percent: how much is redrawn</source>
            <translation>Fuerza en tanto por ciento: cuánto se redibuja</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>Variar</translation>
        </message>
        <message>
            <source>Draw part of this clip anew</source>
            <translation>Dibujar de nuevo parte de este clip</translation>
        </message>
        <message>
            <source>Blend: 0 % this clip, 100 % the other</source>
            <translation>Mezcla: 0 % este clip, 100 % el otro</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mezclar</translation>
        </message>
        <message>
            <source>Blend with…</source>
            <translation>Mezclar con…</translation>
        </message>
        <message>
            <source>Then choose the other clip in the list</source>
            <translation>Luego elige el otro clip en la lista</translation>
        </message>
        <message>
            <source>Blend with no clip</source>
            <translation>No mezclar con ninguno</translation>
        </message>
        <message>
            <source>A blend cannot be blended again; choose a clip that is none.</source>
            <translation>Una mezcla no se puede mezclar otra vez; elige un clip que no lo sea.</translation>
        </message>
        <message>
            <source>Its file is gone; choose another clip.</source>
            <translation>Su archivo falta; elige otro clip.</translation>
        </message>
        <message>
            <source>Choose the other clip in the list</source>
            <translation>Elige el otro clip en la lista</translation>
        </message>
    </context>
    <context>
        <name>ExportRow</name>
        <message>
            <source>Folder to export to</source>
            <translation>Carpeta de exportación</translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation>Elegir la carpeta</translation>
        </message>
        <message>
            <source>Format to export as</source>
            <translation>Formato de exportación</translation>
        </message>
        <message>
            <source>Give the whole path of a folder, such as {path}.</source>
            <translation>Da la ruta completa de una carpeta, como {path}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message numerus="yes">
            <source>Export %Ln clips</source>
            <translation>
                <numerusform>Exportar %Ln clip</numerusform>
                <numerusform>Exportar %Ln clips</numerusform>
            </translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>Exporting: {n} of {all}</source>
            <translation>Exportando: {n} de {all}</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} exportado</translation>
        </message>
        <message numerus="yes">
            <source>Exported %Ln clips</source>
            <translation>
                <numerusform>%Ln clip exportado</numerusform>
                <numerusform>%Ln clips exportados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files are gone</source>
            <translation>
                <numerusform>falta %Ln archivo</numerusform>
                <numerusform>faltan %Ln archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder to export to</source>
            <translation>Una carpeta a la que exportar</translation>
        </message>
    </context>
    <context>
        <name>FlagControl</name>
        <message>
            <source>On</source>
            <translation>Sí</translation>
        </message>
    </context>
    <context>
        <name>FolderControl</name>
        <message>
            <source>Choose a folder</source>
            <translation>Elegir una carpeta</translation>
        </message>
    </context>
    <context>
        <name>HostCard</name>
        <message>
            <source>Set up…</source>
            <translation>Configurar…</translation>
        </message>
        <message>
            <source>Set up {host}</source>
            <translation>Configurar {host}</translation>
        </message>
    </context>
    <context>
        <name>TransportBar</name>
        <message>
            <source>T&amp;ap</source>
            <translation>T&amp;ap</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Tap the beat, from the one; three taps are a tempo</source>
            <translation>Marca el pulso desde el uno; tres golpes dan un tempo</translation>
        </message>
        <message>
            <source>Tap the tempo</source>
            <translation>Marcar el tempo</translation>
        </message>
        <message>
            <source>Meter {meter}</source>
            <translation>Compás de {meter}</translation>
        </message>
    </context>
    <context>
        <name>HostScript</name>
        <message>
            <source>Choose a folder</source>
            <translation>Elegir una carpeta</translation>
        </message>
        <message>
            <source>Install the {host} script</source>
            <translation>Instalar el script de {host}</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Version {version} is installed.</source>
            <translation>La versión {version} está instalada.</translation>
        </message>
        <message>
            <source>Files to write:</source>
            <translation>Archivos que se escribirán:</translation>
        </message>
        <message>
            <source>Version {version} is installed. Files to replace it with:</source>
            <translation>La versión {version} está instalada. Archivos que la reemplazarán:</translation>
        </message>
        <message>
            <source>Files to remove: {names}</source>
            <translation>Archivos que se eliminarán: {names}</translation>
        </message>
        <message>
            <source>Folder to create: {folder}</source>
            <translation>Carpeta que se creará: {folder}</translation>
        </message>
        <message>
            <source>Installing…</source>
            <translation>Instalando…</translation>
        </message>
        <message>
            <source>Installed. Next steps:</source>
            <translation>Instalado. Pasos siguientes:</translation>
        </message>
        <message>
            <source>Removing…</source>
            <translation>Quitando…</translation>
        </message>
        <message numerus="yes">
            <source>Removed, %n files.</source>
            <translation>
                <numerusform>Quitado, %n archivo.</numerusform>
                <numerusform>Quitado, %n archivos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not removed because they were changed: {names}</source>
            <translation>No se eliminaron porque se modificaron: {names}</translation>
        </message>
    </context>
    <context>
        <name>TempoField</name>
        <message>
            <source>Tempo in beats a minute</source>
            <translation>Tempo en pulsos por minuto</translation>
        </message>
        <message>
            <source>Beats a minute; type a tempo to lead with it</source>
            <translation>Pulsos por minuto; escribe un tempo para marcarlo</translation>
        </message>
    </context>
    <context>
        <name>HostsButton</name>
        <message>
            <source>No host is connected</source>
            <translation>Ningún host conectado</translation>
        </message>
        <message>
            <source>Hosts and scripts. {words}.</source>
            <translation>Hosts y scripts. {words}.</translation>
        </message>
        <message>
            <source>Hosts: {words}</source>
            <translation>Hosts: {words}</translation>
        </message>
    </context>
    <context>
        <name>HostsPanel</name>
        <message>
            <source>Hosts and their scripts</source>
            <translation>Los hosts y sus scripts</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Play</source>
            <translation>Tocar</translation>
        </message>
        <message>
            <source>Again</source>
            <translation>Otra vez</translation>
        </message>
        <message>
            <source>The same request with a new seed</source>
            <translation>La misma petición con otra semilla</translation>
        </message>
        <message>
            <source>Reveal</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>Show the file in its folder</source>
            <translation>Mostrar el archivo en su carpeta</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Copiar ruta</translation>
        </message>
        <message>
            <source>Choose a clip to see what it is.</source>
            <translation>Elige un clip para ver qué es.</translation>
        </message>
        <message>
            <source>Its file is gone or cannot be read.</source>
            <translation>Su archivo falta o no se puede leer.</translation>
        </message>
        <message>
            <source>Spectrogram and waveform of {title}</source>
            <translation>Espectrograma y forma de onda de {title}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
    </context>
    <context>
        <name>KeyPicker</name>
        <message>
            <source>Any</source>
            <translation>Libre</translation>
        </message>
    </context>
    <context>
        <name>LoopView</name>
        <message>
            <source>Click or drag to play from there; arrow keys move by a beat</source>
            <translation>Haz clic o arrastra para tocar desde ahí; las flechas van de tiempo en tiempo</translation>
        </message>
        <message>
            <source>Beat {beat} of {beats}</source>
            <translation>Tiempo {beat} de {beats}</translation>
        </message>
    </context>
    <context>
        <name>ModelOffer</name>
        <message>
            <source>Fetching {name}</source>
            <translation>Descargando {name}</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Ya está</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Get</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>Descargando…</translation>
        </message>
        <message>
            <source>Stopped; it goes on from here the next time.</source>
            <translation>Detenido; la próxima vez sigue desde aquí.</translation>
        </message>
        <message>
            <source>{done:.2f} of {all:.1f} GB</source>
            <translation>{done:.2f} de {all:.1f} GB</translation>
        </message>
    </context>
    <context>
        <name>NamesControl</name>
        <message>
            <source>None found</source>
            <translation>No se encontró nada</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguno</translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message>
            <source>Notices</source>
            <translation>Avisos</translation>
        </message>
    </context>
    <context>
        <name>PadCell</name>
        <message>
            <source>learns: play the note</source>
            <translation>aprende: toca la nota</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
    </context>
    <context>
        <name>PadEditor</name>
        <message>
            <source>&amp;Assign</source>
            <translation>&amp;Asignar</translation>
        </message>
        <message>
            <source>Back to the pads</source>
            <translation>Volver a los pads</translation>
        </message>
        <message>
            <source>Back to the pads (Esc)</source>
            <translation>Volver a los pads (Esc)</translation>
        </message>
        <message>
            <source>As the preset says</source>
            <translation>Como diga el preset</translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n compás</numerusform>
                <numerusform>%n compases</numerusform>
            </translation>
        </message>
        <message>
            <source>On the next bar</source>
            <translation>En el próximo compás</translation>
        </message>
        <message>
            <source>On the next beat</source>
            <translation>En el próximo tiempo</translation>
        </message>
        <message>
            <source>When its round is over</source>
            <translation>Cuando acabe su vuelta</translation>
        </message>
        <message>
            <source>At once</source>
            <translation>Al instante</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Preset</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Título</translation>
        </message>
        <message>
            <source>Bars</source>
            <translation>Compases</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tonalidad</translation>
        </message>
        <message>
            <source>Comes in</source>
            <translation>Entra</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguno</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>A loop in words</source>
            <translation>Un loop en palabras</translation>
        </message>
    </context>
    <context>
        <name>PadGrid</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Editar…</translation>
        </message>
        <message>
            <source>Use the &amp;selected clip</source>
            <translation>Usar el &amp;clip elegido</translation>
        </message>
        <message>
            <source>Fresh &amp;variation</source>
            <translation>Nueva va&amp;riación</translation>
        </message>
        <message>
            <source>&amp;Next preset</source>
            <translation>Preset &amp;siguiente</translation>
        </message>
        <message>
            <source>&amp;Previous preset</source>
            <translation>Preset &amp;anterior</translation>
        </message>
        <message>
            <source>Add to &amp;favourites</source>
            <translation>Añadir a &amp;favoritos</translation>
        </message>
        <message>
            <source>Stop &amp;learning</source>
            <translation>Dejar de &amp;aprender</translation>
        </message>
        <message>
            <source>&amp;Learn a MIDI note</source>
            <translation>&amp;Aprender una nota MIDI</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Cancelar</translation>
        </message>
        <message>
            <source>Cl&amp;ear</source>
            <translation>&amp;Vaciar</translation>
        </message>
    </context>
    <context>
        <name>PadSetMenu</name>
        <message>
            <source>Other sounds for all pads</source>
            <translation>Otros sonidos para todos los pads</translation>
        </message>
        <message>
            <source>Sounds</source>
            <translation>Sonidos</translation>
        </message>
        <message>
            <source>Sounds of the pads: {title}</source>
            <translation>Sonidos de los pads: {title}</translation>
        </message>
    </context>
    <context>
        <name>Pads</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>Play the note for pad {n}</source>
            <translation>Pad {n} aprende…</translation>
        </message>
        <message>
            <source>The bridge is not running; a pad can be given a sound once it is.</source>
            <translation>El puente no está en marcha; cuando lo esté, se podrá dar un sonido al pad.</translation>
        </message>
        <message>
            <source>No clip is selected; choose one in the list, or drag it onto the pad.</source>
            <translation>No hay ningún clip elegido; elige uno en la lista o arrástralo al pad.</translation>
        </message>
    </context>
    <context>
        <name>PlaceRow</name>
        <message>
            <source>Another place</source>
            <translation>Otro lugar</translation>
        </message>
        <message>
            <source>Place in a host…</source>
            <translation>Llevar a un host…</translation>
        </message>
        <message>
            <source>Place {n} in {place}</source>
            <translation>Llevar {n} a: {place}</translation>
        </message>
        <message>
            <source>Place in {place}</source>
            <translation>Llevar a: {place}</translation>
        </message>
        <message>
            <source>{what} (Ctrl+P)</source>
            <translation>{what} (Ctrl+P)</translation>
        </message>
    </context>
    <context>
        <name>PlacementTracker</name>
        <message>
            <source>No host is connected. Set one up under Hosts in the settings.</source>
            <translation>No hay ningún host conectado. Configura uno en Hosts, en los ajustes.</translation>
        </message>
        <message numerus="yes">
            <source>At most %n clips are placed at once; choose fewer.</source>
            <translation>
                <numerusform>Se lleva como máximo %n clip a la vez; elige menos.</numerusform>
                <numerusform>Se llevan como máximo %n clips a la vez; elige menos.</numerusform>
            </translation>
        </message>
        <message>
            <source>The clip's file is gone; ask for it again.</source>
            <translation>El archivo del clip falta; pídelo otra vez.</translation>
        </message>
        <message>
            <source>Waiting for {host}…</source>
            <translation>Esperando a {host}…</translation>
        </message>
        <message>
            <source>{n} of {all} placed; “{name}” was not: {why}</source>
            <translation>{n} de {all} colocados; «{name}» no: {why}</translation>
        </message>
        <message>
            <source>Placed in {where}.</source>
            <translation>Colocado en: {where}.</translation>
        </message>
        <message numerus="yes">
            <source>%n clips placed, the first in {where}.</source>
            <translation>
                <numerusform>%n clip colocado, el primero en: {where}.</numerusform>
                <numerusform>%n clips colocados, el primero en: {where}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The bridge ended before the host answered; see there whether the clip has come.</source>
            <translation>El puente terminó antes de que el host respondiera; mira ahí si ha llegado el clip.</translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>The bridge is not running.</source>
            <translation>El puente no está en marcha.</translation>
        </message>
        <message>
            <source>What plays</source>
            <translation>Lo que suena</translation>
        </message>
        <message>
            <source>Level in percent</source>
            <translation>Nivel en tanto por ciento</translation>
        </message>
        <message>
            <source>Silence everything at once (Esc)</source>
            <translation>Silenciar todo al instante (Esc)</translation>
        </message>
        <message>
            <source>Stop everything</source>
            <translation>Parar todo</translation>
        </message>
        <message>
            <source>+{n}</source>
            <translation>+{n}</translation>
        </message>
        <message numerus="yes">
            <source>%n more play</source>
            <translation>
                <numerusform>suena %n más</numerusform>
                <numerusform>suenan %n más</numerusform>
            </translation>
        </message>
        <message>
            <source>Level: {percent} %</source>
            <translation>Nivel: {percent} %</translation>
        </message>
        <message>
            <source>No sound</source>
            <translation>Sin sonido</translation>
        </message>
        <message>
            <source>There is no sound device.</source>
            <translation>No hay dispositivo de audio.</translation>
        </message>
        <message>
            <source>{ms} ms</source>
            <translation>{ms} ms</translation>
        </message>
        <message numerus="yes">
            <source>, %n dropouts</source>
            <translation>
                <numerusform>, %n corte</numerusform>
                <numerusform>, %n cortes</numerusform>
            </translation>
        </message>
        <message>
            <source>{device}: {latency} from call to ear{dropouts}</source>
            <translation>{device}: {latency} de la orden al oído{dropouts}</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Aquí</translation>
        </message>
    </context>
    <context>
        <name>PlayingClipButton</name>
        <message>
            <source>{what}: press to stop it at the next bar, with Shift at once; drag its lower edge or use the arrow keys to move it by beats</source>
            <translation>{what}: pulsa para pararlo en el próximo compás, con Mayús al instante; arrastra su borde inferior o usa las flechas para moverlo por tiempos</translation>
        </message>
        <message>
            <source>Stop {what}</source>
            <translation>Parar {what}</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <source>The bridge starts anew with it: what plays stops, what waits is not lost.</source>
            <translation>El puente arranca de nuevo: lo que suena se para, lo que espera no se pierde.</translation>
        </message>
        <message>
            <source>{name} is here; choose it under Model.</source>
            <translation>{name} ya está; elígelo en Modelo.</translation>
        </message>
    </context>
    <context>
        <name>QueueView</name>
        <message>
            <source>Queue</source>
            <translation>Cola</translation>
        </message>
        <message>
            <source>Nothing waits. What you ask for is made here.</source>
            <translation>Nada espera. Lo que pidas se hace aquí.</translation>
        </message>
        <message>
            <source>Requests in the queue</source>
            <translation>Peticiones en la cola</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>y %Ln más</numerusform>
                <numerusform>y %Ln más</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln under way</source>
            <translation>
                <numerusform>%Ln en curso</numerusform>
                <numerusform>%Ln en curso</numerusform>
            </translation>
        </message>
        <message>
            <source>the engine is starting</source>
            <translation>el motor arranca</translation>
        </message>
        <message>
            <source>the bridge is not running</source>
            <translation>el puente no está en marcha</translation>
        </message>
        <message>
            <source>the engine does not start</source>
            <translation>el motor no arranca</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>listo</translation>
        </message>
    </context>
    <context>
        <name>RequestBar</name>
        <message>
            <source>Request</source>
            <translation>Petición</translation>
        </message>
        <message>
            <source>What else the request says; press to take it away</source>
            <translation>Qué más dice la petición; pulsa para quitarlo</translation>
        </message>
        <message>
            <source>&amp;Render</source>
            <translation>&amp;Renderizar</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Dice</source>
            <translation>Dado</translation>
        </message>
        <message>
            <source>Another idea (Ctrl+D)</source>
            <translation>Otra idea (Ctrl+D)</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Settings (Ctrl+,)</source>
            <translation>Ajustes (Ctrl+,)</translation>
        </message>
        <message>
            <source>Make the loop (Return)</source>
            <translation>Hacer el loop (Intro)</translation>
        </message>
        <message>
            <source>Render</source>
            <translation>Renderizar</translation>
        </message>
        <message>
            <source>&amp;Preset</source>
            <translation>&amp;Preset</translation>
        </message>
        <message>
            <source>&amp;Tempo</source>
            <translation>&amp;Tempo</translation>
        </message>
        <message>
            <source>&amp;Bars</source>
            <translation>&amp;Compases</translation>
        </message>
        <message>
            <source>&amp;Key</source>
            <translation>Tonali&amp;dad</translation>
        </message>
        <message>
            <source>S&amp;eed</source>
            <translation>S&amp;emilla</translation>
        </message>
        <message>
            <source>&amp;Model</source>
            <translation>&amp;Modelo</translation>
        </message>
        <message>
            <source>S&amp;ource</source>
            <translation>&amp;Origen</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguno</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Habitual</translation>
        </message>
        <message>
            <source>A loop in words: warm jazz with upright bass and Rhodes…</source>
            <translation>Un loop en palabras: jazz cálido con contrabajo y Rhodes…</translation>
        </message>
        <message>
            <source>Take away: {what}</source>
            <translation>Quitar: {what}</translation>
        </message>
    </context>
    <context>
        <name>SeedEdit</name>
        <message>
            <source>random</source>
            <translation>al azar</translation>
        </message>
        <message>
            <source>Keep the seed</source>
            <translation>Conservar la semilla</translation>
        </message>
        <message>
            <source>Keep this seed for the next loop</source>
            <translation>Conservar esta semilla para el próximo loop</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>Volver (Esc)</translation>
        </message>
        <message>
            <source>Changes are kept at once.</source>
            <translation>Los cambios se guardan al momento.</translation>
        </message>
    </context>
    <context>
        <name>SourceZone</name>
        <message>
            <source>Source</source>
            <translation>Origen</translation>
        </message>
        <message>
            <source>Drop a sound…</source>
            <translation>Soltar sonido…</translation>
        </message>
        <message>
            <source>Choose a sound to start from</source>
            <translation>Elegir un sonido del que partir</translation>
        </message>
        <message>
            <source>Remove the source</source>
            <translation>Quitar el origen</translation>
        </message>
        <message>
            <source>Start from nothing again</source>
            <translation>Volver a partir de nada</translation>
        </message>
        <message>
            <source>Strength in percent: how much of the source is redrawn</source>
            <translation>Fuerza en tanto por ciento: cuánto del origen se redibuja</translation>
        </message>
        <message>
            <source>Strength: how much of the source is redrawn</source>
            <translation>Fuerza: cuánto del origen se redibuja</translation>
        </message>
        <message>
            <source>A sound to start from</source>
            <translation>Un sonido del que partir</translation>
        </message>
        <message>
            <source>Sounds ({endings})</source>
            <translation>Sonidos ({endings})</translation>
        </message>
    </context>
    <context>
        <name>TempoEdit</name>
        <message>
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <source>Beats a minute; Auto takes the host's tempo, or else the preset's</source>
            <translation>Pulsos por minuto; Auto toma el tempo del host o, si no, el del preset</translation>
        </message>
    </context>
    <context>
        <name>TempoSourceMenu</name>
        <message>
            <source>No host</source>
            <translation>Sin host</translation>
        </message>
        <message>
            <source>Nobody tells a tempo; type one, or tap it</source>
            <translation>Nadie da un tempo; escribe uno o márcalo</translation>
        </message>
        <message>
            <source>Leads the tempo; press to choose another</source>
            <translation>Marca el tempo; pulsa para elegir otro</translation>
        </message>
        <message>
            <source>{source}, silent</source>
            <translation>{source}, callado</translation>
        </message>
        <message>
            <source>It has fallen silent; its last tempo is kept</source>
            <translation>Se ha callado; se mantiene su último tempo</translation>
        </message>
        <message>
            <source>Leads the tempo: {source}</source>
            <translation>Marca el tempo: {source}</translation>
        </message>
        <message>
            <source>Nobody is heard</source>
            <translation>No se oye a nadie</translation>
        </message>
        <message>
            <source>In the usual order</source>
            <translation>En el orden habitual</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>Clip</source>
            <translation>Clip</translation>
        </message>
        <message numerus="yes">
            <source>%Ln loops are asked for.</source>
            <translation>
                <numerusform>Se ha pedido %Ln loop.</numerusform>
                <numerusform>Se han pedido %Ln loops.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel them</source>
            <translation>Cancelarlos</translation>
        </message>
    </context>
    <context>
        <name>_Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>_CompletionPopup</name>
        <message>
            <source>Completions</source>
            <translation>Sugerencias</translation>
        </message>
    </context>
    <context>
        <name>_RowView</name>
        <message>
            <source>Try again</source>
            <translation>Intentar de nuevo</translation>
        </message>
        <message>
            <source>Try it once more</source>
            <translation>Intentarlo otra vez</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Progress of {title}</source>
            <translation>Progreso de {title}</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fallido</translation>
        </message>
        <message>
            <source>is being made</source>
            <translation>se está haciendo</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>espera</translation>
        </message>
        <message>
            <source>asked</source>
            <translation>pedido</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
    </context>
    <context>
        <name>certificate</name>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Drawn</source>
            <translation>Dibujado</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Nivel</translation>
        </message>
        <message>
            <source>Seam</source>
            <translation>Unión</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Rejilla</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Creado</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>seed {seed}, {steps} steps, guidance {guidance}</source>
            <translation>semilla {seed}, {steps} pasos, guía {guidance}</translation>
        </message>
        <message>
            <source>take {take} of {count}</source>
            <translation>toma {take} de {count}</translation>
        </message>
        <message>
            <source>Without</source>
            <translation>Sin</translation>
        </message>
        <message>
            <source>{name}, {percent} % redrawn</source>
            <translation>{name}, {percent} % redibujado</translation>
        </message>
        <message>
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <source>{percent} % of “{prompt}”, seed {seed}</source>
            <translation>{percent} % de «{prompt}», semilla {seed}</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mezcla</translation>
        </message>
        <message>
            <source>{frames} frames, {seconds} s at {rate} kHz</source>
            <translation>{frames} muestras, {seconds} s a {rate} kHz</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>silencio</translation>
        </message>
        <message>
            <source>peak {peak} dBFS</source>
            <translation>pico {peak} dBFS</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>sin medir</translation>
        </message>
        <message>
            <source>inaudible ({seam})</source>
            <translation>inaudible ({seam})</translation>
        </message>
        <message>
            <source>may be heard ({seam})</source>
            <translation>podría oírse ({seam})</translation>
        </message>
        <message>
            <source>exact, drawn on it</source>
            <translation>exacta, dibujado sobre ella</translation>
        </message>
        <message>
            <source>As it is</source>
            <translation>Tal como está</translation>
        </message>
        <message>
            <source>WAV float</source>
            <translation>WAV float</translation>
        </message>
    </context>
    <context>
        <name>clips</name>
        <message>
            <source>Play</source>
            <translation>Tocar</translation>
        </message>
        <message>
            <source>Again, with another seed</source>
            <translation>Otra vez, con otra semilla</translation>
        </message>
        <message numerus="yes">
            <source>Place %n clips in a host</source>
            <translation>
                <numerusform>Llevar %n clip a un host</numerusform>
                <numerusform>Llevar %n clips a un host</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Mostrar en su carpeta</translation>
        </message>
        <message>
            <source>Its file is gone or cannot be read</source>
            <translation>Su archivo falta o no se puede leer</translation>
        </message>
        <message>
            <source>{tempo} BPM</source>
            <translation>{tempo} BPM</translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n compás</numerusform>
                <numerusform>%n compases</numerusform>
            </translation>
        </message>
        <message>
            <source>{bars} of {meter}</source>
            <translation>{bars} de {meter}</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>favorito</translation>
        </message>
        <message>
            <source>its file is gone</source>
            <translation>falta su archivo</translation>
        </message>
    </context>
    <context>
        <name>drop</name>
        <message>
            <source>Start from this clip</source>
            <translation>Partir de este clip</translation>
        </message>
        <message>
            <source>Take these words as the prompt</source>
            <translation>Tomar estas palabras como prompt</translation>
        </message>
        <message>
            <source>Take the words in “{name}”</source>
            <translation>Tomar las palabras de «{name}»</translation>
        </message>
        <message>
            <source>Take the request in “{name}”</source>
            <translation>Tomar la petición de «{name}»</translation>
        </message>
        <message>
            <source>Start from “{name}”</source>
            <translation>Partir de «{name}»</translation>
        </message>
        <message>
            <source>{n} clips: a loop from each</source>
            <translation>{n} clips: un loop de cada uno</translation>
        </message>
        <message>
            <source>{n} files: a loop from each of the first {most}</source>
            <translation>{n} archivos: un loop de cada uno de los primeros {most}</translation>
        </message>
        <message>
            <source>{n} files: a loop from each</source>
            <translation>{n} archivos: un loop de cada uno</translation>
        </message>
        <message>
            <source>{n} more could not be used.</source>
            <translation>{n} más no se pudieron usar.</translation>
        </message>
        <message>
            <source>Of {count} files the first {most} were taken; drop the rest after.</source>
            <translation>De {count} archivos se tomaron los primeros {most}; arrastra el resto después.</translation>
        </message>
        <message>
            <source>It is a folder; drop the sounds in it.</source>
            <translation>Es una carpeta; arrastra los sonidos que contiene.</translation>
        </message>
        <message>
            <source>It is being written; drop it again.</source>
            <translation>Se está escribiendo; arrástralo de nuevo.</translation>
        </message>
        <message>
            <source>It is not there, or may not be read.</source>
            <translation>No está o no se puede leer.</translation>
        </message>
        <message numerus="yes">
            <source>A text of %Ln characters is no prompt; drop a sentence.</source>
            <translation>
                <numerusform>Un texto de %Ln carácter no es un prompt; suelta una frase.</numerusform>
                <numerusform>Un texto de %Ln caracteres no es un prompt; suelta una frase.</numerusform>
            </translation>
        </message>
        <message>
            <source>A text cannot bring “{name}” along; drop that sound itself.</source>
            <translation>Un texto no puede traer «{name}»; suelta el sonido mismo.</translation>
        </message>
    </context>
    <context>
        <name>hosts</name>
        <message>
            <source>off</source>
            <translation>desactivado</translation>
        </message>
        <message>
            <source>needs attention</source>
            <translation>requiere atención</translation>
        </message>
        <message>
            <source>The script is of another version or for other folders. Reinstall it.</source>
            <translation>El script es de otra versión o para otras carpetas. Reinstálalo.</translation>
        </message>
        <message>
            <source>script is outdated</source>
            <translation>script anticuado</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>conectado</translation>
        </message>
        <message>
            <source>tempo only</source>
            <translation>solo tempo</translation>
        </message>
        <message>
            <source>script not running</source>
            <translation>el script no está en marcha</translation>
        </message>
        <message>
            <source>Install the script here, then follow the steps.</source>
            <translation>Instala aquí el script y sigue los pasos.</translation>
        </message>
        <message>
            <source>script not installed</source>
            <translation>script sin instalar</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>sin conexión</translation>
        </message>
        <message>
            <source>the engine is not running</source>
            <translation>el motor no está en marcha</translation>
        </message>
        <message>
            <source>version {version}</source>
            <translation>versión {version}</translation>
        </message>
        <message>
            <source>script {version}</source>
            <translation>script {version}</translation>
        </message>
        <message>
            <source>{tempo} BPM</source>
            <translation>{tempo} BPM</translation>
        </message>
        <message>
            <source>track {track}</source>
            <translation>pista {track}</translation>
        </message>
        <message>
            <source>slot {slot}</source>
            <translation>ranura {slot}</translation>
        </message>
        <message>
            <source>Not found on this computer. Choose its folder.</source>
            <translation>No se encontró en este equipo. Elige su carpeta.</translation>
        </message>
        <message>
            <source>Give the whole path of a folder, such as {path}.</source>
            <translation>Da la ruta completa de una carpeta, como {path}.</translation>
        </message>
        <message>
            <source>Ableton Link</source>
            <translation>Ableton Link</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Conectar</translation>
        </message>
        <message>
            <source>Sync tempo and place clips.</source>
            <translation>Sincroniza el tempo y coloca clips.</translation>
        </message>
        <message>
            <source>Restart Live.</source>
            <translation>Reinicia Live.</translation>
        </message>
        <message>
            <source>In Live's settings, under Link, Tempo &amp; MIDI, choose Riffbridge as a control surface; leave its input and output at None.</source>
            <translation>En los ajustes de Live, en Link, Tempo &amp; MIDI, elige Riffbridge como superficie de control; deja su entrada y salida en «None».</translation>
        </message>
        <message>
            <source>selected slot</source>
            <translation>slot seleccionado</translation>
        </message>
        <message>
            <source>selected slot, launched</source>
            <translation>slot seleccionado, lanzado</translation>
        </message>
        <message>
            <source>next free slot</source>
            <translation>siguiente slot libre</translation>
        </message>
        <message>
            <source>arrangement, at the cursor</source>
            <translation>arreglo, en el cursor</translation>
        </message>
        <message>
            <source>Remote Scripts folder</source>
            <translation>Carpeta Remote Scripts</translation>
        </message>
        <message>
            <source>In Live's User Library. Live's settings, under Library, show where that is.</source>
            <translation>En la User Library de Live. Los ajustes de Live, en Library, muestran dónde está.</translation>
        </message>
        <message>
            <source>OSC device too</source>
            <translation>También OSC</translation>
        </message>
        <message>
            <source>Only needed without the script, which always connects.</source>
            <translation>Solo hace falta sin el script, que siempre se conecta.</translation>
        </message>
        <message>
            <source>In REAPER: Actions, Show action list, New action, Load ReaScript; choose riffbridge.lua and riffbridge-request.lua in Scripts/Riffbridge.</source>
            <translation>En REAPER: Actions, Show action list, New action, Load ReaScript; elige riffbridge.lua y riffbridge-request.lua en Scripts/Riffbridge.</translation>
        </message>
        <message>
            <source>Run the action “riffbridge” once in each session; it stays on in the background.</source>
            <translation>Ejecuta la acción «riffbridge» una vez en cada sesión; sigue activa en segundo plano.</translation>
        </message>
        <message>
            <source>selected track, at the cursor</source>
            <translation>pista seleccionada, en el cursor</translation>
        </message>
        <message>
            <source>new track</source>
            <translation>pista nueva</translation>
        </message>
        <message>
            <source>Resource folder</source>
            <translation>Carpeta de recursos</translation>
        </message>
        <message>
            <source>In REAPER: Options, Show REAPER resource path.</source>
            <translation>En REAPER: Options, Show REAPER resource path.</translation>
        </message>
        <message>
            <source>Put DrivenByMoss into Bitwig's extensions folder.</source>
            <translation>Pon DrivenByMoss en la carpeta de extensiones de Bitwig.</translation>
        </message>
        <message>
            <source>In Bitwig: Settings, Controllers, Add controller, “Open Sound Control”; there, host to send to 127.0.0.1, port to send to 9001, port to receive on 8000. Restart Bitwig.</source>
            <translation>En Bitwig: Settings, Controllers, Add controller, «Open Sound Control»; allí, host to send to 127.0.0.1, port to send to 9001, port to receive on 8000. Reinicia Bitwig.</translation>
        </message>
        <message>
            <source>In Ardour: Preferences, Control Surfaces: switch on Open Sound Control (OSC), and WebSockets Server for its exact tempo, also while it stands still.</source>
            <translation>En Ardour: en Preferences, Control Surfaces, activa Open Sound Control (OSC), y WebSockets Server para su tempo exacto, también en pausa.</translation>
        </message>
        <message>
            <source>Edit, Lua Scripts, Script Manager; select the first row, choose Add/Set, and “Riffbridge”.</source>
            <translation>Edit, Lua Scripts, Script Manager; selecciona la primera fila, elige Add/Set y «Riffbridge».</translation>
        </message>
        <message>
            <source>selected track, at the playhead</source>
            <translation>pista seleccionada, en el cabezal</translation>
        </message>
        <message>
            <source>Ardour's folder</source>
            <translation>Carpeta de Ardour</translation>
        </message>
        <message>
            <source>Where Ardour keeps its settings, such as ~/.config/ardour8.</source>
            <translation>Donde Ardour guarda sus ajustes, como ~/.config/ardour8.</translation>
        </message>
        <message>
            <source>MIDI clock</source>
            <translation>Reloj MIDI</translation>
        </message>
        <message>
            <source>OSC</source>
            <translation>OSC</translation>
        </message>
        <message>
            <source>Tapped tempo</source>
            <translation>Tempo marcado</translation>
        </message>
        <message>
            <source>Typed tempo</source>
            <translation>Tempo escrito</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>C</source>
            <translation>Do</translation>
        </message>
        <message>
            <source>C#</source>
            <translation>Do#</translation>
        </message>
        <message>
            <source>D</source>
            <translation>Re</translation>
        </message>
        <message>
            <source>D#</source>
            <translation>Re#</translation>
        </message>
        <message>
            <source>E</source>
            <translation>Mi</translation>
        </message>
        <message>
            <source>F</source>
            <translation>Fa</translation>
        </message>
        <message>
            <source>F#</source>
            <translation>Fa#</translation>
        </message>
        <message>
            <source>G</source>
            <translation>Sol</translation>
        </message>
        <message>
            <source>G#</source>
            <translation>Sol#</translation>
        </message>
        <message>
            <source>A</source>
            <translation>La</translation>
        </message>
        <message>
            <source>A#</source>
            <translation>La#</translation>
        </message>
        <message>
            <source>B</source>
            <translation>Si</translation>
        </message>
        <message>
            <source>{note} minor</source>
            <translation>{note} menor</translation>
        </message>
        <message>
            <source>{note} major</source>
            <translation>{note} mayor</translation>
        </message>
    </context>
    <context>
        <name>pads</name>
        <message>
            <source>{percent} % rendered</source>
            <translation>{percent} % renderizado</translation>
        </message>
        <message>
            <source>not made yet</source>
            <translation>aún sin hacer</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>vacío</translation>
        </message>
        <message>
            <source>waits to be rendered</source>
            <translation>espera a renderizarse</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>listo</translation>
        </message>
        <message>
            <source>comes in soon</source>
            <translation>entra enseguida</translation>
        </message>
        <message>
            <source>playing</source>
            <translation>suena</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fallido</translation>
        </message>
    </context>
    <context>
        <name>place</name>
        <message>
            <source>{host}: {why}</source>
            <translation>{host}: {why}</translation>
        </message>
        <message>
            <source>Hosts…</source>
            <translation>Hosts…</translation>
        </message>
        <message>
            <source>How the hosts stand, and Riffbridge's scripts in them</source>
            <translation>Cómo están los hosts y los scripts de Riffbridge en ellos</translation>
        </message>
        <message>
            <source>Slot</source>
            <translation>Ranura</translation>
        </message>
        <message>
            <source>Bar</source>
            <translation>Compás</translation>
        </message>
        <message>
            <source>Track</source>
            <translation>Pista</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Colocar</translation>
        </message>
        <message>
            <source>off</source>
            <translation>desactivado</translation>
        </message>
        <message>
            <source>Turn it on under Hosts…</source>
            <translation>Actívalo en Hosts…</translation>
        </message>
        <message>
            <source>needs attention</source>
            <translation>requiere atención</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>sin conexión</translation>
        </message>
        <message>
            <source>track {track}, bar {bar}</source>
            <translation>pista {track}, compás {bar}</translation>
        </message>
        <message>
            <source>track {track}, slot {slot}</source>
            <translation>pista {track}, ranura {slot}</translation>
        </message>
        <message>
            <source>at the cursor</source>
            <translation>en el cursor</translation>
        </message>
        <message>
            <source>{place}, launched</source>
            <translation>{place}, lanzado</translation>
        </message>
        <message>
            <source>{host}: {place}</source>
            <translation>{host}: {place}</translation>
        </message>
        <message>
            <source>track {track} “{name}”</source>
            <translation>pista {track} «{name}»</translation>
        </message>
        <message>
            <source>track {track}</source>
            <translation>pista {track}</translation>
        </message>
        <message>
            <source>slot {slot}</source>
            <translation>ranura {slot}</translation>
        </message>
        <message>
            <source>{place}, beat {beat}</source>
            <translation>{place}, tiempo {beat}</translation>
        </message>
        <message>
            <source>arrangement, from beat {beat}</source>
            <translation>arreglo, desde el tiempo {beat}</translation>
        </message>
        <message>
            <source>at the playhead</source>
            <translation>en el cabezal</translation>
        </message>
        <message>
            <source>{host}, {place}</source>
            <translation>{host}, {place}</translation>
        </message>
    </context>
    <context>
        <name>queue</name>
        <message>
            <source>pads</source>
            <translation>pads</translation>
        </message>
        <message>
            <source>inbox</source>
            <translation>bandeja</translation>
        </message>
    </context>
    <context>
        <name>request</name>
        <message>
            <source>without</source>
            <translation>sin</translation>
        </message>
        <message>
            <source>meter</source>
            <translation>compás</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>pasos</translation>
        </message>
        <message>
            <source>guidance</source>
            <translation>guía</translation>
        </message>
        <message>
            <source>scheduler</source>
            <translation>planificador</translation>
        </message>
        <message>
            <source>count</source>
            <translation>cantidad</translation>
        </message>
        <message>
            <source>rate in Hz</source>
            <translation>frecuencia en Hz</translation>
        </message>
        <message>
            <source>format</source>
            <translation>formato</translation>
        </message>
        <message>
            <source>use</source>
            <translation>uso</translation>
        </message>
        <message>
            <source>towards</source>
            <translation>hacia</translation>
        </message>
        <message>
            <source>its seed</source>
            <translation>su semilla</translation>
        </message>
        <message>
            <source>its key</source>
            <translation>su tonalidad</translation>
        </message>
        <message>
            <source>blend</source>
            <translation>mezcla</translation>
        </message>
        <message>
            <source>from quarter</source>
            <translation>desde la negra</translation>
        </message>
        <message>
            <source>to quarter</source>
            <translation>hasta la negra</translation>
        </message>
        <message>
            <source>bars of the source</source>
            <translation>compases del origen</translation>
        </message>
        <message>
            <source>drawn at BPM</source>
            <translation>dibujado a BPM</translation>
        </message>
        <message>
            <source>to</source>
            <translation>a</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>The defaults hold until that is mended.</source>
            <translation>Hasta que se arregle valen los valores habituales.</translation>
        </message>
        <message>
            <source>The system's own</source>
            <translation>El del sistema</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Play clips here</source>
            <translation>Tocar los clips aquí</translation>
        </message>
        <message>
            <source>Without it, the bridge only writes files.</source>
            <translation>Sin esto, el puente solo escribe archivos.</translation>
        </message>
        <message>
            <source>Audio device</source>
            <translation>Dispositivo de audio</translation>
        </message>
        <message>
            <source>When the tempo changes</source>
            <translation>Cuando cambia el tempo</translation>
        </message>
        <message>
            <source>How clips that play come to the new tempo.</source>
            <translation>Cómo llegan al nuevo tempo los clips que suenan.</translation>
        </message>
        <message>
            <source>Play faster or slower at once</source>
            <translation>Tocar más rápido o más lento al instante</translation>
        </message>
        <message>
            <source>Draw anew, take over on a bar</source>
            <translation>Dibujar de nuevo y relevar en un compás</translation>
        </message>
        <message>
            <source>Tempo and hosts</source>
            <translation>Tempo y hosts</translation>
        </message>
        <message>
            <source>Tempo without a host</source>
            <translation>Tempo sin host</translation>
        </message>
        <message>
            <source>Quarter notes a minute.</source>
            <translation>Negras por minuto.</translation>
        </message>
        <message>
            <source>Ableton Link</source>
            <translation>Ableton Link</translation>
        </message>
        <message>
            <source>Meter under Link</source>
            <translation>Compás con Link</translation>
        </message>
        <message>
            <source>Where no host tells its own, such as 4/4: Link knows of beats alone.</source>
            <translation>Donde ningún host indica el suyo, por ejemplo 4/4: Link solo conoce pulsos.</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
        <message>
            <source>Sync tempo with these and place clips in them.</source>
            <translation>Sincroniza el tempo con ellos y coloca clips.</translation>
        </message>
        <message>
            <source>OSC port</source>
            <translation>Puerto OSC</translation>
        </message>
        <message>
            <source>Where requests and hosts' words come in.</source>
            <translation>Donde llegan las peticiones y los mensajes de los hosts.</translation>
        </message>
        <message>
            <source>OSC address</source>
            <translation>Dirección OSC</translation>
        </message>
        <message>
            <source>127.0.0.1 keeps it to this machine; 0.0.0.0 lets the network in.</source>
            <translation>127.0.0.1 lo deja en este equipo; 0.0.0.0 deja entrar a la red.</translation>
        </message>
        <message>
            <source>Pads and MIDI</source>
            <translation>Pads y MIDI</translation>
        </message>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>The usual</source>
            <translation>Los habituales</translation>
        </message>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>Outputs</source>
            <translation>Salidas</translation>
        </message>
        <message>
            <source>Render ahead</source>
            <translation>Renderizar por adelantado</translation>
        </message>
        <message>
            <source>Idle time goes into what pads may want next.</source>
            <translation>El tiempo libre se usa en lo que los pads puedan pedir después.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Carpetas</translation>
        </message>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>Where every loop is written.</source>
            <translation>Donde se escribe cada loop.</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Bandeja de entrada</translation>
        </message>
        <message>
            <source>Sounds and requests dropped in here are rendered.</source>
            <translation>Los sonidos y peticiones que lleguen aquí se renderizan.</translation>
        </message>
        <message>
            <source>Your presets</source>
            <translation>Tus presets</translation>
        </message>
        <message>
            <source>Keep at most, GB</source>
            <translation>Conservar como máximo, GB</translation>
        </message>
        <message>
            <source>The oldest clips that are no favourites go first. Empty keeps everything.</source>
            <translation>Se van primero los clips más antiguos que no sean favoritos. Vacío lo conserva todo.</translation>
        </message>
        <message>
            <source>Whatever is fastest</source>
            <translation>Lo más rápido</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelos</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Render on</source>
            <translation>Renderizar en</translation>
        </message>
        <message>
            <source>Models' folder</source>
            <translation>Carpeta de modelos</translation>
        </message>
        <message>
            <source>More models</source>
            <translation>Más modelos</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como el sistema</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aspecto</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Spoken from the next start on.</source>
            <translation>Vale desde el próximo arranque.</translation>
        </message>
        <message>
            <source>An address is needed; 127.0.0.1 is this machine's own.</source>
            <translation>Hace falta una dirección; 127.0.0.1 es la de este equipo.</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>un número entero</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>un número</translation>
        </message>
        <message>
            <source>“{text}” is not {what}.</source>
            <translation>«{text}» no es {what}.</translation>
        </message>
        <message>
            <source>Give more than 0 GB, or leave it empty to keep everything.</source>
            <translation>Da más de 0 GB, o déjalo vacío para conservarlo todo.</translation>
        </message>
        <message>
            <source>Give a whole path, such as {path}.</source>
            <translation>Da una ruta completa, como {path}.</translation>
        </message>
        <message>
            <source>This is a file; give a folder.</source>
            <translation>Es un archivo; da una carpeta.</translation>
        </message>
        <message>
            <source>“{path}” may not be written to; choose another folder.</source>
            <translation>No se puede escribir en «{path}»; elige otra carpeta.</translation>
        </message>
    </context>
    <context>
        <name>sources</name>
        <message>
            <source>, silent</source>
            <translation>, callado</translation>
        </message>
    </context>
    <context>
        <name>window</name>
        <message>
            <source>The system refused: {why}.</source>
            <translation>El sistema se negó: {why}.</translation>
        </message>
        <message>
            <source>The window made a mistake: {name}.</source>
            <translation>La ventana cometió un error: {name}.</translation>
        </message>
    </context>
</TS>
