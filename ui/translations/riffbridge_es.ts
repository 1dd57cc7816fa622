<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>AllPads</name>
        <message>
            <source>Back to the pads</source>
            <translation>Volver a los pads</translation>
        </message>
        <message>
            <source>Back to the pads (Esc)</source>
            <translation>Volver a los pads (Esc)</translation>
        </message>
        <message>
            <source>Mixed</source>
            <translation>Varias</translation>
        </message>
        <message>
            <source>Key of all pads</source>
            <translation>Tonalidad de todos los pads</translation>
        </message>
        <message>
            <source>All pads</source>
            <translation>Todos los pads</translation>
        </message>
    </context>
    <context>
        <name>Announcer</name>
        <message>
            <source>{clip} is ready: {facts}.</source>
            <translation>{clip} está listo: {facts}.</translation>
        </message>
        <message>
            <source>Rendering failed: {why}</source>
            <translation>Error al renderizar: {why}</translation>
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
            <source>More lengths</source>
            <translation>Más duraciones</translation>
        </message>
    </context>
    <context>
        <name>BeatDisplay</name>
        <message>
            <source>playing</source>
            <translation>reproduciendo</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>detenido</translation>
        </message>
        <message>
            <source>Bar and beat: {position}, {state}</source>
            <translation>Compás y tiempo: {position}, {state}</translation>
        </message>
        <message>
            <source>Bar and beat, playing</source>
            <translation>Compás y tiempo, reproduciendo</translation>
        </message>
        <message>
            <source>Bar and beat, {state}</source>
            <translation>Compás y tiempo, {state}</translation>
        </message>
    </context>
    <context>
        <name>BridgeMonitor</name>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>The engine stopped and is restarting. The queue is kept.</source>
            <translation>El motor se ha detenido y se está reiniciando. La cola se conserva.</translation>
        </message>
        <message>
            <source>The engine failed to start. Your next request tries again.</source>
            <translation>El motor no pudo arrancar. Tu próxima petición lo intentará de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>BridgeThread</name>
        <message>
            <source>Couldn't start the engine: {why}.</source>
            <translation>No se pudo arrancar el motor: {why}.</translation>
        </message>
    </context>
    <context>
        <name>BriefRow</name>
        <message>
            <source>Understood as</source>
            <translation>Entendido como</translation>
        </message>
    </context>
    <context>
        <name>ChipRow</name>
        <message>
            <source>+{n}</source>
            <translation>+{n}</translation>
        </message>
        <message>
            <source>Show {n} more</source>
            <translation>Mostrar {n} más</translation>
        </message>
    </context>
    <context>
        <name>ClipButtons</name>
        <message>
            <source>New take</source>
            <translation>Nueva toma</translation>
        </message>
        <message>
            <source>Render again with a new seed</source>
            <translation>Renderizar otra vez con una semilla nueva</translation>
        </message>
        <message>
            <source>New take ×{n}</source>
            <translation>Nueva toma ×{n}</translation>
        </message>
        <message>
            <source>Render {n} new takes (Shift+Return in the list)</source>
            <translation>Renderizar {n} tomas nuevas (Mayús+Intro en la lista)</translation>
        </message>
        <message>
            <source>Show file</source>
            <translation>Mostrar archivo</translation>
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
            <source>Make it again</source>
            <translation>Volver a crear</translation>
        </message>
        <message>
            <source>Render the missing file as it was</source>
            <translation>Volver a renderizar el archivo que falta tal como era</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Remove this clip from the list</source>
            <translation>Quitar este clip de la lista</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
    </context>
    <context>
        <name>ClipEdits</name>
        <message>
            <source>Keep a take</source>
            <translation>Conservar una toma</translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln clips</source>
            <translation>
                <numerusform>Eliminar %Ln clip</numerusform>
                <numerusform>Eliminar %Ln clips</numerusform>
            </translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>y {n} más</translation>
        </message>
        <message>
            <source>Not deleted: {clips}. {why}</source>
            <translation>No se eliminó: {clips}. {why}</translation>
        </message>
        <message>
            <source>Rename a clip</source>
            <translation>Renombrar un clip</translation>
        </message>
        <message>
            <source>Tag a clip</source>
            <translation>Etiquetar un clip</translation>
        </message>
    </context>
    <context>
        <name>ClipsList</name>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>You can drag up to {n} clips at once. Export them to a folder instead.</source>
            <translation>Puedes arrastrar hasta {n} clips a la vez. Expórtalos a una carpeta.</translation>
        </message>
        <message>
            <source>The clips are still loading. Drag them again.</source>
            <translation>Los clips aún se están cargando. Arrástralos otra vez.</translation>
        </message>
    </context>
    <context>
        <name>ClipsModel</name>
        <message numerus="yes">
            <source>%n takes. Press → to show them; Del deletes them all.</source>
            <translation>
                <numerusform>%n toma. Pulsa → para verla; Supr la elimina.</numerusform>
                <numerusform>%n tomas. Pulsa → para verlas; Supr las elimina todas.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClipsView</name>
        <message>
            <source>Search clips</source>
            <translation>Buscar clips</translation>
        </message>
        <message>
            <source>Words, or terms such as key:Am tempo:120-130 tag:drums</source>
            <translation>Palabras o términos como key:Am tempo:120-130 tag:drums</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>Orden de la lista</translation>
        </message>
        <message>
            <source>Favourites only</source>
            <translation>Solo favoritos</translation>
        </message>
        <message>
            <source>Play new clips as they arrive</source>
            <translation>Reproducir los clips nuevos en cuanto lleguen</translation>
        </message>
        <message>
            <source>Play new clips</source>
            <translation>Reproducir clips nuevos</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Ordenar por</translation>
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
            <source>No clips match.</source>
            <translation>No hay clips que coincidan.</translation>
        </message>
        <message>
            <source>Your first clip is being rendered.</source>
            <translation>Se está renderizando tu primer clip.</translation>
        </message>
        <message>
            <source>No clips yet. Describe a loop and press Render.</source>
            <translation>Aún no hay clips. Describe un loop y pulsa «Renderizar».</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln clip</numerusform>
                <numerusform>%Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln seleccionado</numerusform>
                <numerusform>%Ln seleccionados</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeriveRows</name>
        <message>
            <source>Strength: how much of the clip changes</source>
            <translation>Intensidad: cuánto cambia el clip</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>Variar</translation>
        </message>
        <message>
            <source>Render a variation of this clip</source>
            <translation>Renderizar una variación de este clip</translation>
        </message>
        <message>
            <source>From this clip (0%) to the other (100%)</source>
            <translation>De este clip (0 %) al otro (100 %)</translation>
        </message>
        <message>
            <source>Morph</source>
            <translation>Transformar</translation>
        </message>
        <message>
            <source>Morph into…</source>
            <translation>Transformar en…</translation>
        </message>
        <message>
            <source>Click, then select the other clip in the list</source>
            <translation>Haz clic y luego selecciona el otro clip en la lista</translation>
        </message>
        <message>
            <source>Don't morph</source>
            <translation>No transformar</translation>
        </message>
        <message>
            <source>You can't morph a morph. Choose another clip.</source>
            <translation>Una transformación no se puede transformar. Elige otro clip.</translation>
        </message>
        <message>
            <source>The file is missing. Choose another clip.</source>
            <translation>Falta el archivo. Elige otro clip.</translation>
        </message>
        <message>
            <source>Select the other clip in the list</source>
            <translation>Selecciona el otro clip en la lista</translation>
        </message>
    </context>
    <context>
        <name>ExportRow</name>
        <message>
            <source>Export folder</source>
            <translation>Carpeta de exportación</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Elegir carpeta</translation>
        </message>
        <message>
            <source>Export format</source>
            <translation>Formato de exportación</translation>
        </message>
        <message>
            <source>Enter a full folder path, such as {path}.</source>
            <translation>Introduce una ruta completa de carpeta, como {path}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
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
            <source>Exporting {n} of {total}…</source>
            <translation>Exportando {n} de {total}…</translation>
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
            <source>%Ln files are missing</source>
            <translation>
                <numerusform>falta %Ln archivo</numerusform>
                <numerusform>faltan %Ln archivos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExtrasButton</name>
        <message>
            <source>Also write a MIDI file</source>
            <translation>Escribir también un archivo MIDI</translation>
        </message>
        <message>
            <source>Also write stems</source>
            <translation>Escribir también los stems</translation>
        </message>
        <message>
            <source>MIDI and stems</source>
            <translation>MIDI y stems</translation>
        </message>
    </context>
    <context>
        <name>ExtrasRow</name>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>Stems</source>
            <translation>Stems</translation>
        </message>
        <message>
            <source>This clip isn't made from a score</source>
            <translation>Este clip no procede de una partitura</translation>
        </message>
        <message>
            <source>Drag into your DAW, or click to show the file</source>
            <translation>Arrástralo a tu DAW, o haz clic para mostrar el archivo</translation>
        </message>
        <message>
            <source>Each part as its own file, at the same tempo as Audio. Drag them into your DAW, or click to render or show them.</source>
            <translation>Cada parte en su propio archivo, al mismo tempo que «Audio». Arrástralas a tu DAW, o haz clic para renderizarlas o mostrarlas.</translation>
        </message>
        <message>
            <source>Audio</source>
            <translation>Audio</translation>
        </message>
        <message>
            <source>Audio · {tempo} BPM</source>
            <translation>Audio · {tempo} BPM</translation>
        </message>
        <message>
            <source>Dragged from the list, it keeps its own tempo, {tempo} BPM.</source>
            <translation>Desde la lista se arrastra tal cual, a {tempo} BPM.</translation>
        </message>
        <message>
            <source>The clip is being decoded for this tempo. Drag again in a moment.</source>
            <translation>El clip se está preparando para este tempo. Arrástralo otra vez en un momento.</translation>
        </message>
        <message>
            <source>The stems are being rendered for this tempo. Drag again in a moment.</source>
            <translation>Los stems se están renderizando para este tempo. Arrástralos otra vez en un momento.</translation>
        </message>
        <message>
            <source>The clip is ready. Drag it into your DAW.</source>
            <translation>El clip está listo. Arrástralo a tu DAW.</translation>
        </message>
        <message>
            <source>The stems are ready. Drag them into your DAW.</source>
            <translation>Los stems están listos. Arrástralos a tu DAW.</translation>
        </message>
        <message>
            <source>Rendering the stems: {share}</source>
            <translation>Renderizando los stems: {share}</translation>
        </message>
    </context>
    <context>
        <name>FactsTable</name>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>Clear filters</source>
            <translation>Quitar filtros</translation>
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
            <source>Date</source>
            <translation>Fecha</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Cualquiera</translation>
        </message>
        <message>
            <source>Any minor key</source>
            <translation>Cualquier tono menor</translation>
        </message>
        <message>
            <source>Any major key</source>
            <translation>Cualquier tono mayor</translation>
        </message>
        <message>
            <source>No key</source>
            <translation>Sin tonalidad</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ayer</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Últimos 7 días</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Últimos 30 días</translation>
        </message>
        <message>
            <source>Last 365 days</source>
            <translation>Últimos 365 días</translation>
        </message>
        <message>
            <source>Filter by {what}</source>
            <translation>Filtrar por {what}</translation>
        </message>
    </context>
    <context>
        <name>FlagControl</name>
        <message>
            <source>On</source>
            <translation>Activado</translation>
        </message>
    </context>
    <context>
        <name>FolderButton</name>
        <message>
            <source>{host} project</source>
            <translation>Proyecto de {host}</translation>
        </message>
        <message>
            <source>Another folder…</source>
            <translation>Otra carpeta…</translation>
        </message>
    </context>
    <context>
        <name>FolderControl</name>
        <message>
            <source>Choose a folder</source>
            <translation>Elegir carpeta</translation>
        </message>
    </context>
    <context>
        <name>FolderPanel</name>
        <message>
            <source>Read the folder again</source>
            <translation>Volver a leer la carpeta</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Reading the folder</source>
            <translation>Leyendo la carpeta</translation>
        </message>
        <message>
            <source>Loops</source>
            <translation>Loops</translation>
        </message>
        <message>
            <source>Reading: {share}</source>
            <translation>Leyendo: {share}</translation>
        </message>
        <message>
            <source>Choose a folder with five loops or more that share a sound: an instrument, a kit, a style. You then see each with its tempo, bars, key and words.</source>
            <translation>Elige una carpeta con cinco loops o más que compartan un sonido: un instrumento, un kit, un estilo. Verás el tempo, los compases, la tonalidad y las palabras de cada uno.</translation>
        </message>
    </context>
    <context>
        <name>HelpButton</name>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Help (F1)</source>
            <translation>Ayuda (F1)</translation>
        </message>
        <message>
            <source>Show hints again</source>
            <translation>Mostrar indicaciones de nuevo</translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>Atrás (Esc)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>&amp;Copy details</source>
            <translation>&amp;Copiar detalles</translation>
        </message>
        <message>
            <source>Copy versions and the log, to report a problem</source>
            <translation>Copiar versiones y registro para informar de un problema</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Copiado.</translation>
        </message>
    </context>
    <context>
        <name>Hints</name>
        <message>
            <source>Close the hint</source>
            <translation>Cerrar la indicación</translation>
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
        <name>HostScript</name>
        <message>
            <source>Choose a folder</source>
            <translation>Elegir carpeta</translation>
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
            <translation>Instalado. Siguientes pasos:</translation>
        </message>
        <message>
            <source>Removing…</source>
            <translation>Quitando…</translation>
        </message>
        <message numerus="yes">
            <source>Removed %n files.</source>
            <translation>
                <numerusform>%n archivo eliminado.</numerusform>
                <numerusform>%n archivos eliminados.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not removed because they were changed: {names}</source>
            <translation>No se eliminaron porque se modificaron: {names}</translation>
        </message>
    </context>
    <context>
        <name>HostsButton</name>
        <message>
            <source>No host is connected</source>
            <translation>Ningún host conectado</translation>
        </message>
        <message>
            <source>{words}. Click to set up hosts.</source>
            <translation>{words}. Haz clic para configurar los hosts.</translation>
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
            <translation>Hosts y sus scripts</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Understood as</source>
            <translation>Entendido como</translation>
        </message>
        <message>
            <source>Select a clip to see its details.</source>
            <translation>Selecciona un clip para ver sus detalles.</translation>
        </message>
        <message>
            <source>The file is missing or can't be read.</source>
            <translation>El archivo falta o no se puede leer.</translation>
        </message>
        <message>
            <source>Spectrogram and waveform of {title}</source>
            <translation>Espectrograma y forma de onda de {title}</translation>
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
        <name>Lane</name>
        <message>
            <source>M</source>
            <translation>M</translation>
        </message>
        <message>
            <source>Mute {stem}</source>
            <translation>Silenciar {stem}</translation>
        </message>
        <message>
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <source>Solo {stem}</source>
            <translation>Oír solo {stem}</translation>
        </message>
    </context>
    <context>
        <name>LoopTable</name>
        <message>
            <source>Sounds in the folder</source>
            <translation>Sonidos de la carpeta</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
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
            <source>Words</source>
            <translation>Palabras</translation>
        </message>
        <message>
            <source>No key was heard</source>
            <translation>No se reconoció ninguna tonalidad</translation>
        </message>
    </context>
    <context>
        <name>LoopView</name>
        <message>
            <source>Click to play from there. Drag to mark a range (Shift: off the beat), or drag the end to extend the loop; R renders what is marked. Keys: Shift+arrows mark beats, E adds a bar.
Ctrl+wheel, pinch, + and − zoom; a double click shows the whole loop.</source>
            <translation>Haz clic para reproducir desde ahí. Arrastra para marcar un tramo (Mayús: sin ajustar al pulso) o arrastra el final para alargar el loop; R renderiza lo marcado. Teclas: Mayús+flechas marcan pulsos, E añade un compás.
Ctrl+rueda, pellizcar, + y − acercan o alejan; un doble clic muestra todo el loop.</translation>
        </message>
        <message>
            <source>Beat {beat} of {beats}</source>
            <translation>Tiempo {beat} de {beats}</translation>
        </message>
    </context>
    <context>
        <name>LoraList</name>
        <message>
            <source>LoRAs</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>A LoRA gives the model another sound; 100% is as trained. One that you trained needs its name in the prompt.</source>
            <translation>Una LoRA da otro sonido al modelo; al 100 % suena como se entrenó. Una entrenada por ti necesita su nombre en el prompt.</translation>
        </message>
        <message>
            <source>None yet. Train one, or put its file into “loras” in your models folder.</source>
            <translation>Todavía ninguna. Entrena una o pon su archivo en «loras», dentro de la carpeta de modelos.</translation>
        </message>
        <message>
            <source>Train on your own loops…</source>
            <translation>Entrenar con tus loops…</translation>
        </message>
        <message>
            <source>Make a LoRA that sounds like a folder of loops</source>
            <translation>Crear una LoRA que suene como una carpeta de loops</translation>
        </message>
        <message>
            <source>At most {n} LoRAs at once. Turn another one off first.</source>
            <translation>Como mucho {n} LoRA a la vez. Desactiva antes otra.</translation>
        </message>
        <message>
            <source>Weight of {lora}</source>
            <translation>Peso de {lora}</translation>
        </message>
        <message>
            <source>off</source>
            <translation>no</translation>
        </message>
    </context>
    <context>
        <name>LorasControl</name>
        <message>
            <source>LoRAs</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>LoRAs: {loras}</source>
            <translation>LoRA: {loras}</translation>
        </message>
        <message>
            <source>LoRAs: none. Train one on your own loops.</source>
            <translation>LoRA: ninguna. Entrena una con tus propios loops.</translation>
        </message>
    </context>
    <context>
        <name>LossChart</name>
        <message>
            <source>If the held-out loss keeps rising, the model copies your loops. Train for fewer steps.</source>
            <translation>Si la pérdida de los loops reservados no deja de subir, el modelo copia tus loops. Entrena menos pasos.</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Pérdida</translation>
        </message>
        <message>
            <source>Held-out loss</source>
            <translation>Pérdida, loops reservados</translation>
        </message>
    </context>
    <context>
        <name>MarkRow</name>
        <message>
            <source>Clear the mark</source>
            <translation>No marcar nada</translation>
        </message>
        <message>
            <source>Clear the mark (Esc)</source>
            <translation>No marcar nada (Esc)</translation>
        </message>
        <message>
            <source>Fill</source>
            <translation>Rellenar</translation>
        </message>
        <message>
            <source>Render this part again (R)</source>
            <translation>Volver a renderizar este tramo (R)</translation>
        </message>
        <message numerus="yes">
            <source>%n more bars</source>
            <translation>
                <numerusform>%n compás más</numerusform>
                <numerusform>%n compases más</numerusform>
            </translation>
        </message>
        <message>
            <source>Extend to {bars}</source>
            <translation>Alargar a {bars}</translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n compás</numerusform>
                <numerusform>%n compases</numerusform>
            </translation>
        </message>
        <message>
            <source>Extend the loop to this point (R)</source>
            <translation>Continuar el loop hasta ahí (R)</translation>
        </message>
        <message>
            <source>Mark less than the whole loop</source>
            <translation>Deja una parte sin marcar</translation>
        </message>
        <message>
            <source>Render {n} takes of it</source>
            <translation>Renderizar {n} tomas</translation>
        </message>
    </context>
    <context>
        <name>ModelOffer</name>
        <message>
            <source>Downloading {name}</source>
            <translation>Descargando {name}</translation>
        </message>
        <message>
            <source>Installed</source>
            <translation>Instalado</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Downloading…</source>
            <translation>Descargando…</translation>
        </message>
        <message>
            <source>Paused. Download again to resume.</source>
            <translation>En pausa. Descarga de nuevo para continuar.</translation>
        </message>
        <message>
            <source>{done:.2f} of {all:.1f} GB</source>
            <translation>{done:.2f} de {all:.1f} GB</translation>
        </message>
    </context>
    <context>
        <name>NamePage</name>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Guardar</translation>
        </message>
        <message>
            <source>Back to the pads</source>
            <translation>Volver a los pads</translation>
        </message>
        <message>
            <source>Back to the pads (Esc)</source>
            <translation>Volver a los pads (Esc)</translation>
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
            <translation>Todas</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
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
        <name>OutputMeter</name>
        <message>
            <source>Output meter</source>
            <translation>Medidor de salida</translation>
        </message>
        <message>
            <source>Output: silent</source>
            <translation>Salida: en silencio</translation>
        </message>
        <message>
            <source>Output: peak {peak} dB, RMS {rms} dB</source>
            <translation>Salida: pico {peak} dB, RMS {rms} dB</translation>
        </message>
    </context>
    <context>
        <name>PadCell</name>
        <message>
            <source>learning: play a MIDI note</source>
            <translation>aprendiendo: toca una nota MIDI</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>level {percent}</source>
            <translation>nivel {percent}</translation>
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
            <source>From preset</source>
            <translation>Del preset</translation>
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
            <source>At the end of the loop</source>
            <translation>Al final del loop</translation>
        </message>
        <message>
            <source>Immediately</source>
            <translation>Inmediatamente</translation>
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
            <source>Start</source>
            <translation>Inicio</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>Describe a loop</source>
            <translation>Describe un loop</translation>
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
            <translation>Usar el &amp;clip seleccionado</translation>
        </message>
        <message>
            <source>Un&amp;mute</source>
            <translation>Dejar de &amp;silenciar</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>&amp;Silenciar</translation>
        </message>
        <message>
            <source>New &amp;take</source>
            <translation>Nueva &amp;toma</translation>
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
            <source>Stop MIDI &amp;learn</source>
            <translation>Dejar de aprender &amp;MIDI</translation>
        </message>
        <message>
            <source>MIDI &amp;learn</source>
            <translation>Aprender &amp;MIDI</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>Ca&amp;ncelar</translation>
        </message>
        <message>
            <source>Cl&amp;ear</source>
            <translation>&amp;Vaciar</translation>
        </message>
    </context>
    <context>
        <name>PadSetMenu</name>
        <message>
            <source>Choose a pad set</source>
            <translation>Elegir un set de pads</translation>
        </message>
        <message>
            <source>&amp;Key of all pads</source>
            <translation>&amp;Tonalidad de todos los pads</translation>
        </message>
        <message>
            <source>&amp;All pads…</source>
            <translation>&amp;Todos los pads…</translation>
        </message>
        <message>
            <source>&amp;New set…</source>
            <translation>&amp;Nuevo conjunto…</translation>
        </message>
        <message>
            <source>&amp;Save a copy…</source>
            <translation>&amp;Guardar una copia…</translation>
        </message>
        <message>
            <source>&amp;Rename…</source>
            <translation>&amp;Renombrar…</translation>
        </message>
        <message>
            <source>R&amp;eset</source>
            <translation>R&amp;establecer</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Cualquiera</translation>
        </message>
        <message>
            <source>Pad set</source>
            <translation>Set de pads</translation>
        </message>
        <message>
            <source>Pad set: {title}</source>
            <translation>Set de pads: {title}</translation>
        </message>
    </context>
    <context>
        <name>PadSets</name>
        <message numerus="yes">
            <source>%Ln pad sets can't be read.</source>
            <translation>
                <numerusform>No se puede leer %Ln conjunto de pads.</numerusform>
                <numerusform>No se pueden leer %Ln conjuntos de pads.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a pad set</source>
            <translation>Elegir un set de pads</translation>
        </message>
        <message>
            <source>Set the key of all pads</source>
            <translation>Cambiar la tonalidad de todos los pads</translation>
        </message>
        <message>
            <source>Reset the pad set</source>
            <translation>Restablecer el set de pads</translation>
        </message>
        <message>
            <source>New pad set</source>
            <translation>Nuevo conjunto de pads</translation>
        </message>
        <message>
            <source>My pads</source>
            <translation>Mis pads</translation>
        </message>
        <message>
            <source>{name} copy</source>
            <translation>{name} (copia)</translation>
        </message>
        <message>
            <source>Pad set</source>
            <translation>Set de pads</translation>
        </message>
        <message>
            <source>Save a copy</source>
            <translation>Guardar una copia</translation>
        </message>
        <message>
            <source>Rename the pad set</source>
            <translation>Renombrar el set de pads</translation>
        </message>
    </context>
    <context>
        <name>Pads</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>Play a note for pad {n}</source>
            <translation>Pad {n}: nota</translation>
        </message>
        <message>
            <source>Clear a pad</source>
            <translation>Vaciar un pad</translation>
        </message>
        <message>
            <source>Change a pad</source>
            <translation>Cambiar un pad</translation>
        </message>
        <message>
            <source>Change a level</source>
            <translation>Cambiar un nivel</translation>
        </message>
        <message>
            <source>The engine is not running. The pad was not changed.</source>
            <translation>El motor está detenido. El pad no ha cambiado.</translation>
        </message>
        <message>
            <source>Select a clip in the list first, or drag one onto the pad.</source>
            <translation>Selecciona antes un clip en la lista o arrastra uno al pad.</translation>
        </message>
    </context>
    <context>
        <name>Panel</name>
        <message>
            <source>Show {panel}</source>
            <translation>Mostrar {panel}</translation>
        </message>
        <message>
            <source>Show or hide {panel}</source>
            <translation>Mostrar u ocultar {panel}</translation>
        </message>
    </context>
    <context>
        <name>PanelController</name>
        <message numerus="yes">
            <source>Deleted %Ln clips.</source>
            <translation>
                <numerusform>%Ln clip eliminado.</numerusform>
                <numerusform>%Ln clips eliminados.</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
    </context>
    <context>
        <name>PieceMaker</name>
        <message>
            <source>The engine restarted. Try again.</source>
            <translation>El motor se ha reiniciado. Inténtalo de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>PlaceRow</name>
        <message>
            <source>More places</source>
            <translation>Más lugares</translation>
        </message>
        <message>
            <source>Place in host…</source>
            <translation>Colocar en un host…</translation>
        </message>
        <message>
            <source>Place {n} clips in {place}</source>
            <translation>Colocar {n} clips en {place}</translation>
        </message>
        <message>
            <source>Place in {place}</source>
            <translation>Colocar en {place}</translation>
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
            <translation>Ningún host conectado. Configura uno en los ajustes, en «Hosts».</translation>
        </message>
        <message>
            <source>You can place up to {n} clips at once.</source>
            <translation>Puedes colocar hasta {n} clips a la vez.</translation>
        </message>
        <message>
            <source>The file is missing. Render the clip again.</source>
            <translation>Falta el archivo. Vuelve a renderizar el clip.</translation>
        </message>
        <message>
            <source>Waiting for {host}…</source>
            <translation>Esperando a {host}…</translation>
        </message>
        <message>
            <source>Placed {n} of {total}. “{name}” failed: {why}</source>
            <translation>{n} de {total} colocados. Error con «{name}»: {why}</translation>
        </message>
        <message>
            <source>Placed in {where}.</source>
            <translation>Colocado en {where}.</translation>
        </message>
        <message numerus="yes">
            <source>Placed %n clips, the first in {where}.</source>
            <translation>
                <numerusform>%n clip colocado, el primero en {where}.</numerusform>
                <numerusform>%n clips colocados, el primero en {where}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The engine stopped before the host answered. Check in the host.</source>
            <translation>El motor se detuvo antes de que el host respondiera. Compruébalo en el host.</translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>The engine is not running.</source>
            <translation>El motor está detenido.</translation>
        </message>
        <message>
            <source>Player</source>
            <translation>Reproductor</translation>
        </message>
        <message>
            <source>Level in percent</source>
            <translation>Nivel en porcentaje</translation>
        </message>
        <message>
            <source>Stop all clips (Esc)</source>
            <translation>Detener todos los clips (Esc)</translation>
        </message>
        <message>
            <source>Stop all clips</source>
            <translation>Detener todos los clips</translation>
        </message>
        <message>
            <source>+{n}</source>
            <translation>+{n}</translation>
        </message>
        <message numerus="yes">
            <source>%n more playing</source>
            <translation>
                <numerusform>%n más sonando</numerusform>
                <numerusform>%n más sonando</numerusform>
            </translation>
        </message>
        <message>
            <source>Level: {percent}</source>
            <translation>Nivel: {percent}</translation>
        </message>
        <message>
            <source>Starting audio…</source>
            <translation>Iniciando audio…</translation>
        </message>
        <message>
            <source>No audio device</source>
            <translation>Sin dispositivo de audio</translation>
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
            <source>{device}. Output latency: {latency}{dropouts}</source>
            <translation>{device}. Latencia de salida: {latency}{dropouts}</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Preescucha</translation>
        </message>
    </context>
    <context>
        <name>PlayingClipButton</name>
        <message>
            <source>{what}
Click to stop on the next bar, Shift-click to stop now.
Drag the lower edge or press arrow keys to move by beats.</source>
            <translation>{what}
Clic: detener en el próximo compás; Mayús+clic: al instante.
Arrastra el borde inferior o usa las flechas para moverte por tiempos.</translation>
        </message>
        <message>
            <source>Stop {what}</source>
            <translation>Detener {what}</translation>
        </message>
    </context>
    <context>
        <name>PresetBrowser</name>
        <message>
            <source>Presets</source>
            <translation>Presets</translation>
        </message>
        <message>
            <source>Search presets</source>
            <translation>Buscar presets</translation>
        </message>
        <message>
            <source>Play example</source>
            <translation>Oír ejemplo</translation>
        </message>
        <message>
            <source>Render two bars of this preset and play them. The example stays in your clips.</source>
            <translation>Renderiza dos compases de este preset y los reproduce. El ejemplo queda en tus clips.</translation>
        </message>
        <message>
            <source>Use preset</source>
            <translation>Usar preset</translation>
        </message>
        <message>
            <source>No preset</source>
            <translation>Sin preset</translation>
        </message>
        <message>
            <source>No preset matches.</source>
            <translation>Ningún preset coincide.</translation>
        </message>
        <message>
            <source>Rendering…</source>
            <translation>Renderizando…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
    </context>
    <context>
        <name>PresetButton</name>
        <message>
            <source>None</source>
            <translation>Ninguno</translation>
        </message>
        <message>
            <source>Preset: {title}</source>
            <translation>Preset: {title}</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <source>The engine is restarting. Playback stops; the queue is kept.</source>
            <translation>El motor se está reiniciando. La reproducción se detiene; la cola se conserva.</translation>
        </message>
        <message>
            <source>{name} is ready. Choose it under Model.</source>
            <translation>{name} está listo. Elígelo en «Modelo».</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
    </context>
    <context>
        <name>QueueView</name>
        <message>
            <source>Queue</source>
            <translation>Cola</translation>
        </message>
        <message>
            <source>Queue empty. Your loops render here.</source>
            <translation>Cola vacía. Aquí se renderizan tus loops.</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Peticiones</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>y %Ln más</numerusform>
                <numerusform>y %Ln más</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln active</source>
            <translation>
                <numerusform>%Ln activa</numerusform>
                <numerusform>%Ln activas</numerusform>
            </translation>
        </message>
        <message>
            <source>engine starting…</source>
            <translation>iniciando el motor…</translation>
        </message>
        <message>
            <source>engine not running</source>
            <translation>motor detenido</translation>
        </message>
        <message>
            <source>engine failed to start</source>
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
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Random prompt</source>
            <translation>Prompt aleatorio</translation>
        </message>
        <message>
            <source>Random prompt (Ctrl+D)</source>
            <translation>Prompt aleatorio (Ctrl+D)</translation>
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
            <source>&amp;Render</source>
            <translation>&amp;Renderizar</translation>
        </message>
        <message>
            <source>Render the loop (Return)</source>
            <translation>Renderizar el loop (Intro)</translation>
        </message>
        <message>
            <source>Render</source>
            <translation>Renderizar</translation>
        </message>
        <message>
            <source>Render ×{n}</source>
            <translation>Renderizar ×{n}</translation>
        </message>
        <message>
            <source>Render {n} takes to choose from (Ctrl+Shift+Return)</source>
            <translation>Renderizar {n} tomas para elegir (Ctrl+Mayús+Intro)</translation>
        </message>
        <message>
            <source>&amp;Preset</source>
            <translation>&amp;Preset</translation>
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
            <translation>&amp;Fuente</translation>
        </message>
        <message>
            <source>Words, tempo, bars and key to start from; your own words are added</source>
            <translation>Palabras, tempo, compases y tonalidad de partida; tus palabras se suman</translation>
        </message>
        <message>
            <source>Length of the loop in bars</source>
            <translation>Duración del loop en compases</translation>
        </message>
        <message>
            <source>Key of the loop. Any: your words', the host's, or a random one</source>
            <translation>Tonalidad del loop. Cualquiera: la de tus palabras, la del host o una al azar</translation>
        </message>
        <message>
            <source>The same request with the same seed renders the same loop</source>
            <translation>La misma petición con la misma semilla da el mismo loop</translation>
        </message>
        <message>
            <source>Model that colours the loop. Default: the one in the settings</source>
            <translation>Modelo que colorea el loop. Predeterminado: el de los ajustes</translation>
        </message>
        <message>
            <source>Sound or clip to start from. Drop it here, or click to choose</source>
            <translation>Sonido o clip de partida. Suéltalo aquí o haz clic para elegir</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>Petición</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Por defecto</translation>
        </message>
        <message>
            <source>Describe a loop, such as warm jazz with upright bass and Rhodes</source>
            <translation>Describe un loop, por ejemplo: warm jazz with upright bass and Rhodes</translation>
        </message>
    </context>
    <context>
        <name>RunPanel</name>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reanudar</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Probar</translation>
        </message>
        <message>
            <source>Stop training</source>
            <translation>Parar el entrenamiento</translation>
        </message>
        <message>
            <source>Stop after the current step. Progress is kept.</source>
            <translation>Para tras el paso actual. El progreso se conserva.</translation>
        </message>
        <message>
            <source>Choose what was trained, with the words of one of your loops</source>
            <translation>Elegir lo entrenado, con las palabras de uno de tus loops</translation>
        </message>
        <message>
            <source>Training “{name}”</source>
            <translation>Entrenamiento «{name}»</translation>
        </message>
        <message>
            <source>Progress of {title}</source>
            <translation>Progreso: {title}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Go on from the last step that was saved</source>
            <translation>Seguir desde el último paso guardado</translation>
        </message>
    </context>
    <context>
        <name>SeedEdit</name>
        <message>
            <source>Random</source>
            <translation>Aleatoria</translation>
        </message>
        <message>
            <source>Lock seed</source>
            <translation>Bloquear semilla</translation>
        </message>
        <message>
            <source>Use the same seed for the next loop</source>
            <translation>Usar la misma semilla en el próximo loop</translation>
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
            <source>Changes are saved automatically.</source>
            <translation>Los cambios se guardan automáticamente.</translation>
        </message>
        <message>
            <source>Train on your own loops…</source>
            <translation>Entrenar con tus loops…</translation>
        </message>
        <message>
            <source>Give a model the sound of a folder of loops</source>
            <translation>Dar a un modelo el sonido de una carpeta de loops</translation>
        </message>
    </context>
    <context>
        <name>SourceZone</name>
        <message>
            <source>Source</source>
            <translation>Fuente</translation>
        </message>
        <message>
            <source>Drop a sound…</source>
            <translation>Suelta un sonido…</translation>
        </message>
        <message>
            <source>Choose a source sound</source>
            <translation>Elegir un sonido como fuente</translation>
        </message>
        <message>
            <source>Strength: how much the model changes. Auto is the model's default, 0 for the starter.</source>
            <translation>Intensidad: cuánto cambia el modelo. Auto es el valor del modelo, 0 en el starter.</translation>
        </message>
        <message>
            <source>Remove source</source>
            <translation>Quitar fuente</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>auto</translation>
        </message>
        <message>
            <source>Sounds ({patterns})</source>
            <translation>Sonidos ({patterns})</translation>
        </message>
    </context>
    <context>
        <name>StripHead</name>
        <message>
            <source>Strip</source>
            <translation>Tira</translation>
        </message>
        <message>
            <source>Show or hide the lane</source>
            <translation>Mostrar u ocultar la tira</translation>
        </message>
        <message>
            <source>Play the piece in a loop, or the selected parts if there are several</source>
            <translation>Reproduce la pieza en bucle, o las partes seleccionadas si son varias</translation>
        </message>
        <message>
            <source>How one part leads into the next</source>
            <translation>Cómo se suceden las partes</translation>
        </message>
        <message>
            <source>Choose the folder for pieces</source>
            <translation>Elegir la carpeta de las piezas</translation>
        </message>
        <message>
            <source>Show piece</source>
            <translation>Mostrar la pieza</translation>
        </message>
        <message>
            <source>Click to show the piece in its folder, or drag it into your DAW</source>
            <translation>Haz clic para verla en su carpeta, o arrástrala a tu DAW</translation>
        </message>
        <message>
            <source>Lanes</source>
            <translation>Pistas</translation>
        </message>
        <message>
            <source>Hard joints</source>
            <translation>Uniones secas</translation>
        </message>
        <message>
            <source>{n}-beat fades</source>
            <translation>Fundido de {n}</translation>
        </message>
        <message>
            <source>Joints</source>
            <translation>Uniones</translation>
        </message>
        <message>
            <source>Piece format</source>
            <translation>Formato de la pieza</translation>
        </message>
        <message>
            <source>Write the piece to {folder}</source>
            <translation>Guarda la pieza en {folder}</translation>
        </message>
    </context>
    <context>
        <name>StripList</name>
        <message>
            <source>Parts of the piece</source>
            <translation>Partes de la pieza</translation>
        </message>
        <message>
            <source>Remove from the strip</source>
            <translation>Quitar de la tira</translation>
        </message>
        <message>
            <source>Move on the strip</source>
            <translation>Mover en la tira</translation>
        </message>
        <message>
            <source>Change the rounds</source>
            <translation>Cambiar las vueltas</translation>
        </message>
        <message>
            <source>Change the transition</source>
            <translation>Cambiar la transición</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>One more round</source>
            <translation>Una vuelta más</translation>
        </message>
        <message>
            <source>One fewer round</source>
            <translation>Una vuelta menos</translation>
        </message>
        <message>
            <source>Move left</source>
            <translation>Mover a la izquierda</translation>
        </message>
        <message>
            <source>Move right</source>
            <translation>Mover a la derecha</translation>
        </message>
        <message>
            <source>Transition after this part</source>
            <translation>Transición después</translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln compás</numerusform>
                <numerusform>%Ln compases</numerusform>
            </translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Add to the strip</source>
            <translation>Añadir a la tira</translation>
        </message>
    </context>
    <context>
        <name>StripModel</name>
        <message>
            <source>Deleted clip</source>
            <translation>Clip eliminado</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Cargando…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln rounds</source>
            <translation>
                <numerusform>%Ln vuelta</numerusform>
                <numerusform>%Ln vueltas</numerusform>
            </translation>
        </message>
        <message>
            <source>The file is missing</source>
            <translation>Falta el archivo</translation>
        </message>
        <message>
            <source>Changes here: {change}</source>
            <translation>En la unión: {change}</translation>
        </message>
        <message numerus="yes">
            <source>after a transition of %Ln bars</source>
            <translation>
                <numerusform>%Ln compás de transición antes</numerusform>
                <numerusform>%Ln compases de transición antes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripPanel</name>
        <message>
            <source>Strip</source>
            <translation>Tira</translation>
        </message>
        <message>
            <source>Change the joints</source>
            <translation>Cambiar las uniones</translation>
        </message>
        <message>
            <source>Joining… {percent}</source>
            <translation>Uniendo… {percent}</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} exportado</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Play piece</source>
            <translation>Reproducir pieza</translation>
        </message>
        <message>
            <source>Play selection</source>
            <translation>Reproducir selección</translation>
        </message>
        <message>
            <source>Stop piece</source>
            <translation>Parar pieza</translation>
        </message>
        <message>
            <source>Export piece</source>
            <translation>Exportar pieza</translation>
        </message>
        <message>
            <source>Drag clips here, or select some and press T, to line them up.</source>
            <translation>Arrastra clips aquí, o selecciónalos y pulsa T, para ponerlos en fila.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln clip</numerusform>
                <numerusform>%Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln compás</numerusform>
                <numerusform>%Ln compases</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} BPM</source>
            <translation>{n} BPM</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips are missing. Remove them, or make them again.</source>
            <translation>
                <numerusform>Falta %Ln clip. Quítalo o vuelve a crearlo.</numerusform>
                <numerusform>Faltan %Ln clips. Quítalos o vuelve a crearlos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Up to {n} minutes can be played here. Export the piece instead.</source>
            <translation>Aquí se reproducen hasta {n} minutos. Exporta la pieza.</translation>
        </message>
    </context>
    <context>
        <name>TagsRow</name>
        <message>
            <source>Separated by commas</source>
            <translation>Separadas por comas</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Tags, separated by commas. Search finds clips by them.</source>
            <translation>Etiquetas, separadas por comas. La búsqueda encuentra clips por ellas.</translation>
        </message>
    </context>
    <context>
        <name>TakesRow</name>
        <message>
            <source>Keep</source>
            <translation>Conservar</translation>
        </message>
        <message>
            <source>Keep this take as a favourite (K)</source>
            <translation>Conservar esta toma como favorita (K)</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Descartar</translation>
        </message>
        <message>
            <source>Put this take into the trash (Del)</source>
            <translation>Mover esta toma a la papelera (Supr)</translation>
        </message>
        <message>
            <source>Put the other takes into the trash (Shift+Del)</source>
            <translation>Mover las otras tomas a la papelera (Mayús+Supr)</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Conservada</translation>
        </message>
        <message numerus="yes">
            <source>Discard %n other takes</source>
            <translation>
                <numerusform>Descartar %n toma más</numerusform>
                <numerusform>Descartar %n tomas más</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TempoCopies</name>
        <message>
            <source>This clip has no stems.</source>
            <translation>Este clip no tiene stems.</translation>
        </message>
        <message>
            <source>The engine restarted. Try again.</source>
            <translation>El motor se ha reiniciado. Inténtalo de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>TempoField</name>
        <message>
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <source>Tempo in BPM</source>
            <translation>Tempo en BPM</translation>
        </message>
        <message>
            <source>BPM for new loops, pads and previews. Auto: each loop has its own, from your words or its preset. Type to set one; clear the field for Auto.</source>
            <translation>BPM para loops nuevos, pads y preescuchas. Auto: cada loop tiene el suyo, según tus palabras o su preset. Escríbelo para fijarlo; vacíalo para Auto.</translation>
        </message>
    </context>
    <context>
        <name>TempoSourceMenu</name>
        <message>
            <source>No source</source>
            <translation>Sin fuente</translation>
        </message>
        <message>
            <source>Each loop has its own tempo. Type or tap one for all.</source>
            <translation>Cada loop tiene su propio tempo. Escribe o marca uno para todos.</translation>
        </message>
        <message>
            <source>Tempo source. Click to choose another.</source>
            <translation>Fuente de tempo. Haz clic para elegir otra.</translation>
        </message>
        <message>
            <source>{source}, stopped</source>
            <translation>{source}, detenido</translation>
        </message>
        <message>
            <source>The source has stopped. Its last tempo is kept.</source>
            <translation>La fuente se ha detenido. Se mantiene su último tempo.</translation>
        </message>
        <message>
            <source>Tempo source: {source}</source>
            <translation>Fuente de tempo: {source}</translation>
        </message>
        <message>
            <source>No source connected</source>
            <translation>Ninguna fuente conectada</translation>
        </message>
        <message>
            <source>Clear {tempo} BPM</source>
            <translation>Borrar {tempo} BPM</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
    </context>
    <context>
        <name>TrainingForm</name>
        <message>
            <source>Training</source>
            <translation>Entrenamiento</translation>
        </message>
        <message>
            <source>Choose a folder, or drop one here</source>
            <translation>Elige o suelta una carpeta</translation>
        </message>
        <message>
            <source>WAV, FLAC, MP3, OGG and AIFF files, also in its subfolders</source>
            <translation>Archivos WAV, FLAC, MP3, OGG y AIFF, también en subcarpetas</translation>
        </message>
        <message>
            <source>Choose the folder of your loops</source>
            <translation>Elegir la carpeta de tus loops</translation>
        </message>
        <message>
            <source>Name of the LoRA, and the word in a prompt that turns it on</source>
            <translation>Nombre de la LoRA, y la palabra del prompt que la activa</translation>
        </message>
        <message>
            <source>Model that learns your loops. The starter needs no graphics card.</source>
            <translation>Modelo que aprende tus loops. El starter no necesita tarjeta gráfica.</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Entrenar</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>Más opciones</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Predeterminado</translation>
        </message>
        <message>
            <source>How long to train. Default: {small} for the starter, {large} for larger models.</source>
            <translation>Cuánto entrenar. Por defecto, {small} para el starter y {large} para modelos mayores.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>How often to render a clip, so that you hear the progress</source>
            <translation>Cada cuántos pasos renderizar un clip, para que oigas el progreso</translation>
        </message>
        <message>
            <source> steps</source>
            <translation> pasos</translation>
        </message>
        <message>
            <source>Meter of sounds that don't state one</source>
            <translation>Compás de los sonidos que no indican ninguno</translation>
        </message>
        <message>
            <source>Train the whole model</source>
            <translation>Entrenar el modelo entero</translation>
        </message>
        <message>
            <source>Writes a new model in place of a LoRA. It takes far more memory and renders no previews.</source>
            <translation>Escribe un modelo nuevo en lugar de una LoRA. Ocupa mucha más memoria y no renderiza muestras.</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>Preview every</source>
            <translation>Muestra cada</translation>
        </message>
        <message>
            <source>Meter</source>
            <translation>Compás</translation>
        </message>
        <message>
            <source>Folder of loops</source>
            <translation>Carpeta de loops</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
    </context>
    <context>
        <name>TrainingPage</name>
        <message>
            <source>Train on your own loops</source>
            <translation>Entrenar con tus loops</translation>
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
            <source>Runs on this computer. Nothing is sent anywhere.</source>
            <translation>Todo ocurre en este equipo. No se envía nada.</translation>
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
            <source>Tap on the beat, starting on 1. Three taps set the tempo.</source>
            <translation>Marca el pulso empezando en el 1. Tres toques fijan el tempo.</translation>
        </message>
        <message>
            <source>Tap tempo</source>
            <translation>Marcar el tempo</translation>
        </message>
        <message>
            <source>Meter {meter}</source>
            <translation>Métrica {meter}</translation>
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
        <message>
            <source>The training “{name}” was stopped. You can resume it.</source>
            <translation>El entrenamiento «{name}» se detuvo. Puedes reanudarlo.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message numerus="yes">
            <source>Rendering %Ln loops.</source>
            <translation>
                <numerusform>Renderizando %Ln loop.</numerusform>
                <numerusform>Renderizando %Ln loops.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel all</source>
            <translation>Cancelar todo</translation>
        </message>
        <message>
            <source>Quitting stops the training. You can resume it later.</source>
            <translation>Si sales, el entrenamiento se para. Podrás reanudarlo después.</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
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
        <name>_Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>Descartar</translation>
        </message>
    </context>
    <context>
        <name>_Row</name>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>Level of pad {number} in percent</source>
            <translation>Nivel del pad {number} en porcentaje</translation>
        </message>
        <message>
            <source>Mute pad {number}</source>
            <translation>Silenciar el pad {number}</translation>
        </message>
        <message>
            <source>Empty</source>
            <translation>Vacío</translation>
        </message>
        <message>
            <source>Level: {percent}</source>
            <translation>Nivel: {percent}</translation>
        </message>
    </context>
    <context>
        <name>_RowView</name>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
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
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Descartar</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>error</translation>
        </message>
        <message>
            <source>training</source>
            <translation>entrenando</translation>
        </message>
        <message>
            <source>rendering</source>
            <translation>renderizando</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>en espera</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>enviada</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
    </context>
    <context>
        <name>brief</name>
        <message>
            <source>{some} and {last}</source>
            <translation>{some} y {last}</translation>
        </message>
        <message>
            <source>no {part}</source>
            <translation>sin {part}</translation>
        </message>
        <message>
            <source>only {parts}</source>
            <translation>solo {parts}</translation>
        </message>
    </context>
    <context>
        <name>certificate</name>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Fuente</translation>
        </message>
        <message>
            <source>Morph</source>
            <translation>Transformación</translation>
        </message>
        <message>
            <source>Without</source>
            <translation>Sin</translation>
        </message>
        <message>
            <source>Loop point</source>
            <translation>Punto de loop</translation>
        </message>
        <message>
            <source>Rendered</source>
            <translation>Renderizado</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Generated with</source>
            <translation>Generado con</translation>
        </message>
        <message>
            <source>From source</source>
            <translation>Desde la fuente</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>Peak</source>
            <translation>Pico</translation>
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
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Rendered by</source>
            <translation>Renderizado por</translation>
        </message>
        <message>
            <source>composed and played</source>
            <translation>compuesto y tocado</translation>
        </message>
        <message>
            <source>{percent} into “{prompt}”</source>
            <translation>{percent} hacia «{prompt}»</translation>
        </message>
        <message>
            <source>seamless</source>
            <translation>sin cortes</translation>
        </message>
        <message>
            <source>may be audible</source>
            <translation>quizá audible</translation>
        </message>
        <message>
            <source>{frames} samples, {seconds} s at {rate} kHz</source>
            <translation>{frames} muestras, {seconds} s a {rate} kHz</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>silencio</translation>
        </message>
        <message>
            <source>exact</source>
            <translation>exacta</translation>
        </message>
        <message>
            <source>Original format</source>
            <translation>Formato original</translation>
        </message>
        <message>
            <source>WAV float</source>
            <translation>WAV float</translation>
        </message>
    </context>
    <context>
        <name>chips</name>
        <message>
            <source>Remove: {what}</source>
            <translation>Quitar: {what}</translation>
        </message>
        <message>
            <source>setting</source>
            <translation>ajuste</translation>
        </message>
        <message>
            <source>problem</source>
            <translation>problema</translation>
        </message>
        <message>
            <source>Take out “{words}”</source>
            <translation>Quitar «{words}»</translation>
        </message>
        <message>
            <source>Click to take out “{words}”.</source>
            <translation>Haz clic para quitar «{words}».</translation>
        </message>
        <message>
            <source>Not used: other words override it. Click to take it out.</source>
            <translation>No se usa: otras palabras tienen prioridad. Haz clic para quitarlo.</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>no se usa</translation>
        </message>
        <message>
            <source>Understood as: {meaning}.</source>
            <translation>Entendido como: {meaning}.</translation>
        </message>
        <message>
            <source>Not known. Click for what it may mean.</source>
            <translation>Desconocido. Haz clic para ver qué puede significar.</translation>
        </message>
        <message>
            <source>Not known; it changes nothing. Click to take it out.</source>
            <translation>Desconocido; no cambia nada. Haz clic para quitarlo.</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>desconocido</translation>
        </message>
        <message>
            <source>Turns a LoRA on.</source>
            <translation>Activa una LoRA.</translation>
        </message>
        <message>
            <source>Add “{word}” to the prompt</source>
            <translation>Añadir «{word}» al prompt</translation>
        </message>
        <message>
            <source>off</source>
            <translation>no se aplica</translation>
        </message>
        <message>
            <source>“{word}” isn't available; {name} stands in for it.</source>
            <translation>«{word}» no está disponible; lo sustituye {name}.</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>sustituido</translation>
        </message>
        <message>
            <source>Use “{word}”</source>
            <translation>Usar «{word}»</translation>
        </message>
        <message>
            <source>Use {value} for this loop</source>
            <translation>Usar {value} para este loop</translation>
        </message>
        <message>
            <source>Set by: {source}</source>
            <translation>Lo fija: {source}</translation>
        </message>
        <message>
            <source>Use {value} for everything</source>
            <translation>Usar {value} para todo</translation>
        </message>
        <message>
            <source>the settings</source>
            <translation>los ajustes</translation>
        </message>
        <message>
            <source>the preset</source>
            <translation>el preset</translation>
        </message>
        <message>
            <source>Not known; it changed nothing.</source>
            <translation>Desconocido; no cambió nada.</translation>
        </message>
    </context>
    <context>
        <name>clips</name>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>New take</source>
            <translation>Nueva toma</translation>
        </message>
        <message>
            <source>New take ×{n}</source>
            <translation>Nueva toma ×{n}</translation>
        </message>
        <message>
            <source>Hear the other</source>
            <translation>Escuchar el otro</translation>
        </message>
        <message>
            <source>Keep this take</source>
            <translation>Conservar esta toma</translation>
        </message>
        <message>
            <source>Discard the other takes</source>
            <translation>Descartar las otras tomas</translation>
        </message>
        <message numerus="yes">
            <source>Place %n clips in a host</source>
            <translation>
                <numerusform>Colocar %n clip en un host</numerusform>
                <numerusform>Colocar %n clips en un host</numerusform>
            </translation>
        </message>
        <message>
            <source>Add to strip</source>
            <translation>Añadir a la tira</translation>
        </message>
        <message>
            <source>Write MIDI file</source>
            <translation>Escribir archivo MIDI</translation>
        </message>
        <message>
            <source>Render stems</source>
            <translation>Renderizar stems</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Mostrar en la carpeta</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Renombrar</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>Volver a crear</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Eliminar</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n clips</source>
            <translation>
                <numerusform>Eliminar %n clip</numerusform>
                <numerusform>Eliminar %n clips</numerusform>
            </translation>
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
            <source>The file is missing or can't be read</source>
            <translation>El archivo falta o no se puede leer</translation>
        </message>
        <message>
            <source>take {take} of {count}</source>
            <translation>toma {take} de {count}</translation>
        </message>
        <message numerus="yes">
            <source>%n takes</source>
            <translation>
                <numerusform>%n toma</numerusform>
                <numerusform>%n tomas</numerusform>
            </translation>
        </message>
        <message>
            <source>{n}%</source>
            <translation>{n} %</translation>
        </message>
        <message>
            <source>{title}, fill</source>
            <translation>{title}, relleno</translation>
        </message>
        <message>
            <source>{title}, extended</source>
            <translation>{title}, alargado</translation>
        </message>
        <message>
            <source>{title}, morph</source>
            <translation>{title}, transformación</translation>
        </message>
        <message>
            <source>{title}, variation</source>
            <translation>{title}, variación</translation>
        </message>
        <message>
            <source>{takes}, folded</source>
            <translation>{takes}, plegadas</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>favorito</translation>
        </message>
        <message>
            <source>file missing</source>
            <translation>falta el archivo</translation>
        </message>
    </context>
    <context>
        <name>drop</name>
        <message>
            <source>Use this clip as the source</source>
            <translation>Usar este clip como fuente</translation>
        </message>
        <message>
            <source>Use this text as the prompt</source>
            <translation>Usar este texto como prompt</translation>
        </message>
        <message>
            <source>Train on the loops in {name}</source>
            <translation>Entrenar con los loops de {name}</translation>
        </message>
        <message>
            <source>Use the text in {name} as the prompt</source>
            <translation>Usar el texto de {name} como prompt</translation>
        </message>
        <message>
            <source>Load the request in {name}</source>
            <translation>Cargar la petición de {name}</translation>
        </message>
        <message>
            <source>Use {name} as the source</source>
            <translation>Usar {name} como fuente</translation>
        </message>
        <message numerus="yes">
            <source>Vary %n clips</source>
            <translation>
                <numerusform>Variar %n clip</numerusform>
                <numerusform>Variar %n clips</numerusform>
            </translation>
        </message>
        <message>
            <source>Render a loop from each of the first {n} files</source>
            <translation>Renderizar un loop de cada uno de los primeros {n} archivos</translation>
        </message>
        <message numerus="yes">
            <source>Render a loop from each of %n files</source>
            <translation>
                <numerusform>Renderizar un loop de %n archivo</numerusform>
                <numerusform>Renderizar un loop de cada uno de %n archivos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more items can't be used.</source>
            <translation>
                <numerusform>%n elemento más no se puede usar.</numerusform>
                <numerusform>%n elementos más no se pueden usar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only the first {n} of {total} files were used. Drop the rest separately.</source>
            <translation>Solo se usaron los primeros {n} de {total} archivos. Suelta el resto por separado.</translation>
        </message>
        <message>
            <source>This is a folder. Drop the sounds in it.</source>
            <translation>Es una carpeta. Suelta los sonidos que contiene.</translation>
        </message>
        <message>
            <source>The file is still being written. Drop it again.</source>
            <translation>El archivo aún se está escribiendo. Suéltalo otra vez.</translation>
        </message>
        <message>
            <source>Can't read the file.</source>
            <translation>No se puede leer el archivo.</translation>
        </message>
        <message>
            <source>This file is an arrangement. Put it in the inbox folder to get its piece.</source>
            <translation>Este archivo es un arreglo. Ponlo en la carpeta de entrada para obtener la pieza.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln characters are too many for a prompt.</source>
            <translation>
                <numerusform>%Ln carácter es demasiado para un prompt.</numerusform>
                <numerusform>%Ln caracteres son demasiados para un prompt.</numerusform>
            </translation>
        </message>
        <message>
            <source>The text names the sound “{name}”, which can't come with it. Drop the sound itself.</source>
            <translation>El texto nombra el sonido «{name}», pero no puede incluirlo. Suelta el sonido mismo.</translation>
        </message>
    </context>
    <context>
        <name>help</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Atajos de teclado</translation>
        </message>
        <message>
            <source>What's new</source>
            <translation>Novedades</translation>
        </message>
        <message>
            <source>Manual</source>
            <translation>Manual</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>These pages are in English.</source>
            <translation>Estas páginas están en inglés.</translation>
        </message>
        <message>
            <source>Type words, get loops, play them from pads in sync with your DAW.</source>
            <translation>Escribe palabras, obtén loops y tócalos con pads en sincronía con tu DAW.</translation>
        </message>
        <message>
            <source>Everything runs on this computer. Nothing is sent anywhere.</source>
            <translation>Todo funciona en este equipo. No se envía nada a ninguna parte.</translation>
        </message>
        <message>
            <source>Program: {licence}.</source>
            <translation>Programa: {licence}.</translation>
        </message>
        <message>
            <source>{model}: {licence}. Use it, and what you make with it, for anything.</source>
            <translation>{model}: {licence}. Úsalo, y lo que hagas con él, para lo que quieras.</translation>
        </message>
        <message>
            <source>Its samples are made from MuseScore_General: MIT, parts CC0 or in the public domain.</source>
            <translation>Sus muestras proceden de MuseScore_General: MIT, en parte CC0 o de dominio público.</translation>
        </message>
        <message>
            <source>{model}: {licence}, which restricts some uses.</source>
            <translation>{model}: {licence}, que restringe algunos usos.</translation>
        </message>
        <message>
            <source>Every clip names the licence of the model that made it.</source>
            <translation>Cada clip indica la licencia del modelo que lo creó.</translation>
        </message>
        <message>
            <source>Riffbridge builds on {riffusion}, by Seth Forsgren and Hayk Martiros.</source>
            <translation>Riffbridge se basa en {riffusion}, de Seth Forsgren y Hayk Martiros.</translation>
        </message>
        <message>
            <source>Guide: from the first loop to a finished set</source>
            <translation>Guía: del primer loop a un set terminado</translation>
        </message>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>DAWs and tempo</source>
            <translation>DAW y tempo</translation>
        </message>
        <message>
            <source>MIDI and stems</source>
            <translation>MIDI y stems</translation>
        </message>
        <message>
            <source>Genres and words</source>
            <translation>Géneros y palabras</translation>
        </message>
        <message>
            <source>Pieces</source>
            <translation>Piezas</translation>
        </message>
        <message>
            <source>LoRAs</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>Command line</source>
            <translation>Línea de comandos</translation>
        </message>
        <message>
            <source>OSC</source>
            <translation>OSC</translation>
        </message>
    </context>
    <context>
        <name>hints</name>
        <message>
            <source>Type words here, then press Return.</source>
            <translation>Escribe palabras aquí y pulsa Intro.</translation>
        </message>
        <message>
            <source>Press a pad to play its loop.</source>
            <translation>Pulsa un pad para tocar su loop.</translation>
        </message>
        <message>
            <source>Drag a clip into your DAW.</source>
            <translation>Arrastra un clip a tu DAW.</translation>
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
            <translation>script desactualizado</translation>
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
            <translation>script detenido</translation>
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
            <translation>el motor está detenido</translation>
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
            <translation>slot {slot}</translation>
        </message>
        <message>
            <source>Not found on this computer. Choose its folder.</source>
            <translation>No se encontró en este equipo. Elige su carpeta.</translation>
        </message>
        <message>
            <source>Enter a full folder path, such as {path}.</source>
            <translation>Introduce una ruta completa de carpeta, como {path}.</translation>
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
            <translation>En los ajustes de Live, en Link, Tempo &amp; MIDI, elige Riffbridge como superficie de control; deja su entrada y salida en «Ninguno».</translation>
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
            <translation>Ejecuta la acción «riffbridge» una vez por sesión; sigue activa en segundo plano.</translation>
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
            <translation>En Ardour: en Preferences, Control Surfaces, activa Open Sound Control (OSC), y WebSockets Server para su tempo exacto, también detenido.</translation>
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
            <source>Sync tempo with Ardour, Hydrogen, Qtractor, Carla and others on a JACK server.</source>
            <translation>Sincroniza el tempo con Ardour, Hydrogen, Qtractor, Carla y otros en un servidor JACK.</translation>
        </message>
        <message>
            <source>Start a JACK server, or PipeWire with its JACK.</source>
            <translation>Inicia un servidor JACK, o PipeWire con su JACK.</translation>
        </message>
        <message>
            <source>Make one program the timebase master, such as Ardour (Transport Masters, JACK Transport), Hydrogen (J.TRANS, Master) or Carla (Use JACK Transport).</source>
            <translation>Haz que un programa sea el timebase master, como Ardour (Transport Masters, JACK Transport), Hydrogen (J.TRANS, Master) o Carla (Use JACK Transport).</translation>
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
            <source>Db</source>
            <translation>Reb</translation>
        </message>
        <message>
            <source>D</source>
            <translation>Re</translation>
        </message>
        <message>
            <source>Eb</source>
            <translation>Mib</translation>
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
            <source>Ab</source>
            <translation>Lab</translation>
        </message>
        <message>
            <source>A</source>
            <translation>La</translation>
        </message>
        <message>
            <source>Bb</source>
            <translation>Sib</translation>
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
        <name>music</name>
        <message>
            <source>drums</source>
            <translation>batería</translation>
        </message>
        <message>
            <source>percussion</source>
            <translation>percusión</translation>
        </message>
        <message>
            <source>bass</source>
            <translation>bajo</translation>
        </message>
        <message>
            <source>chords</source>
            <translation>acordes</translation>
        </message>
        <message>
            <source>pad</source>
            <translation>colchón</translation>
        </message>
        <message>
            <source>lead</source>
            <translation>melodía</translation>
        </message>
        <message>
            <source>upright bass</source>
            <translation>contrabajo</translation>
        </message>
        <message>
            <source>electric bass</source>
            <translation>bajo eléctrico</translation>
        </message>
        <message>
            <source>picked bass</source>
            <translation>bajo con púa</translation>
        </message>
        <message>
            <source>fretless bass</source>
            <translation>bajo sin trastes</translation>
        </message>
        <message>
            <source>slap bass</source>
            <translation>bajo slap</translation>
        </message>
        <message>
            <source>piano</source>
            <translation>piano</translation>
        </message>
        <message>
            <source>electric piano</source>
            <translation>piano eléctrico</translation>
        </message>
        <message>
            <source>fm piano</source>
            <translation>piano FM</translation>
        </message>
        <message>
            <source>clavinet</source>
            <translation>clavinet</translation>
        </message>
        <message>
            <source>vibraphone</source>
            <translation>vibráfono</translation>
        </message>
        <message>
            <source>marimba</source>
            <translation>marimba</translation>
        </message>
        <message>
            <source>organ</source>
            <translation>órgano</translation>
        </message>
        <message>
            <source>rock organ</source>
            <translation>órgano de rock</translation>
        </message>
        <message>
            <source>accordion</source>
            <translation>acordeón</translation>
        </message>
        <message>
            <source>melodica</source>
            <translation>melódica</translation>
        </message>
        <message>
            <source>nylon guitar</source>
            <translation>guitarra clásica</translation>
        </message>
        <message>
            <source>acoustic guitar</source>
            <translation>guitarra acústica</translation>
        </message>
        <message>
            <source>jazz guitar</source>
            <translation>guitarra de jazz</translation>
        </message>
        <message>
            <source>clean guitar</source>
            <translation>guitarra limpia</translation>
        </message>
        <message>
            <source>muted guitar</source>
            <translation>guitarra apagada</translation>
        </message>
        <message>
            <source>overdriven guitar</source>
            <translation>guitarra saturada</translation>
        </message>
        <message>
            <source>distorted guitar</source>
            <translation>guitarra distorsionada</translation>
        </message>
        <message>
            <source>banjo</source>
            <translation>banjo</translation>
        </message>
        <message>
            <source>harpsichord</source>
            <translation>clavecín</translation>
        </message>
        <message>
            <source>harp</source>
            <translation>arpa</translation>
        </message>
        <message>
            <source>violin</source>
            <translation>violín</translation>
        </message>
        <message>
            <source>cello</source>
            <translation>violonchelo</translation>
        </message>
        <message>
            <source>pizzicato strings</source>
            <translation>cuerdas en pizzicato</translation>
        </message>
        <message>
            <source>strings</source>
            <translation>cuerdas</translation>
        </message>
        <message>
            <source>choir</source>
            <translation>coro</translation>
        </message>
        <message>
            <source>trumpet</source>
            <translation>trompeta</translation>
        </message>
        <message>
            <source>muted trumpet</source>
            <translation>trompeta con sordina</translation>
        </message>
        <message>
            <source>trombone</source>
            <translation>trombón</translation>
        </message>
        <message>
            <source>brass</source>
            <translation>metales</translation>
        </message>
        <message>
            <source>saxophone</source>
            <translation>saxofón</translation>
        </message>
        <message>
            <source>alto saxophone</source>
            <translation>saxo alto</translation>
        </message>
        <message>
            <source>clarinet</source>
            <translation>clarinete</translation>
        </message>
        <message>
            <source>oboe</source>
            <translation>oboe</translation>
        </message>
        <message>
            <source>flute</source>
            <translation>flauta</translation>
        </message>
        <message>
            <source>steel drums</source>
            <translation>steel drums</translation>
        </message>
        <message>
            <source>kalimba</source>
            <translation>kalimba</translation>
        </message>
        <message>
            <source>sub bass</source>
            <translation>subbajo</translation>
        </message>
        <message>
            <source>808 bass</source>
            <translation>bajo 808</translation>
        </message>
        <message>
            <source>synth bass</source>
            <translation>bajo sintetizado</translation>
        </message>
        <message>
            <source>square bass</source>
            <translation>bajo de onda cuadrada</translation>
        </message>
        <message>
            <source>acid bass</source>
            <translation>bajo acid</translation>
        </message>
        <message>
            <source>reese bass</source>
            <translation>bajo reese</translation>
        </message>
        <message>
            <source>wobble bass</source>
            <translation>bajo wobble</translation>
        </message>
        <message>
            <source>pluck synth</source>
            <translation>sinte pluck</translation>
        </message>
        <message>
            <source>synth stab</source>
            <translation>stab de sinte</translation>
        </message>
        <message>
            <source>dub chord</source>
            <translation>acorde dub</translation>
        </message>
        <message>
            <source>supersaw</source>
            <translation>supersaw</translation>
        </message>
        <message>
            <source>house organ</source>
            <translation>órgano house</translation>
        </message>
        <message>
            <source>warm pad</source>
            <translation>colchón cálido</translation>
        </message>
        <message>
            <source>glass pad</source>
            <translation>colchón cristalino</translation>
        </message>
        <message>
            <source>dark pad</source>
            <translation>colchón oscuro</translation>
        </message>
        <message>
            <source>synth strings</source>
            <translation>cuerdas sintetizadas</translation>
        </message>
        <message>
            <source>saw lead</source>
            <translation>lead de sierra</translation>
        </message>
        <message>
            <source>square lead</source>
            <translation>lead de onda cuadrada</translation>
        </message>
        <message>
            <source>soft lead</source>
            <translation>lead suave</translation>
        </message>
        <message>
            <source>bell</source>
            <translation>campana</translation>
        </message>
        <message>
            <source>music box</source>
            <translation>caja de música</translation>
        </message>
        <message>
            <source>acoustic kit</source>
            <translation>batería acústica</translation>
        </message>
        <message>
            <source>room kit</source>
            <translation>batería con sala</translation>
        </message>
        <message>
            <source>power kit</source>
            <translation>batería potente</translation>
        </message>
        <message>
            <source>jazz kit</source>
            <translation>batería de jazz</translation>
        </message>
        <message>
            <source>brush kit</source>
            <translation>batería con escobillas</translation>
        </message>
        <message>
            <source>909 kit</source>
            <translation>batería 909</translation>
        </message>
        <message>
            <source>808 kit</source>
            <translation>batería 808</translation>
        </message>
        <message>
            <source>linn kit</source>
            <translation>batería Linn</translation>
        </message>
        <message>
            <source>lofi kit</source>
            <translation>batería lo-fi</translation>
        </message>
        <message>
            <source>break kit</source>
            <translation>batería breakbeat</translation>
        </message>
        <message>
            <source>techno kit</source>
            <translation>batería techno</translation>
        </message>
        <message>
            <source>hand percussion</source>
            <translation>percusión de mano</translation>
        </message>
        <message>
            <source>808 percussion</source>
            <translation>percusión 808</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>teclados</translation>
        </message>
        <message>
            <source>guitar</source>
            <translation>guitarra</translation>
        </message>
        <message>
            <source>mallets</source>
            <translation>láminas</translation>
        </message>
        <message>
            <source>synth</source>
            <translation>sintetizador</translation>
        </message>
        <message>
            <source>bells</source>
            <translation>campanas</translation>
        </message>
        <message>
            <source>woodwind</source>
            <translation>viento madera</translation>
        </message>
        <message>
            <source>voices</source>
            <translation>voces</translation>
        </message>
        <message>
            <source>half time</source>
            <translation>medio tiempo</translation>
        </message>
        <message>
            <source>double time</source>
            <translation>doble tiempo</translation>
        </message>
        <message>
            <source>one drop</source>
            <translation>one drop</translation>
        </message>
        <message>
            <source>four on the floor</source>
            <translation>bombo a negras</translation>
        </message>
        <message>
            <source>blast beat</source>
            <translation>blast beat</translation>
        </message>
        <message>
            <source>ghost notes</source>
            <translation>notas fantasma</translation>
        </message>
        <message>
            <source>hat rolls</source>
            <translation>redobles de charles</translation>
        </message>
        <message>
            <source>drum roll</source>
            <translation>redoble</translation>
        </message>
        <message>
            <source>drum fills</source>
            <translation>redobles de paso</translation>
        </message>
        <message>
            <source>no fills</source>
            <translation>sin redobles de paso</translation>
        </message>
        <message>
            <source>double kick</source>
            <translation>doble bombo</translation>
        </message>
        <message>
            <source>taiko</source>
            <translation>taiko</translation>
        </message>
        <message>
            <source>no hats</source>
            <translation>sin charles</translation>
        </message>
        <message>
            <source>no kick</source>
            <translation>sin bombo</translation>
        </message>
        <message>
            <source>no snare</source>
            <translation>sin caja</translation>
        </message>
        <message>
            <source>no claps</source>
            <translation>sin palmas</translation>
        </message>
        <message>
            <source>no cymbals</source>
            <translation>sin platillos</translation>
        </message>
        <message>
            <source>walking bass</source>
            <translation>walking bass</translation>
        </message>
        <message>
            <source>octave bass</source>
            <translation>bajo en octavas</translation>
        </message>
        <message>
            <source>driving bass</source>
            <translation>bajo impulsivo</translation>
        </message>
        <message>
            <source>off-beat bass</source>
            <translation>bajo a contratiempo</translation>
        </message>
        <message>
            <source>arpeggio</source>
            <translation>arpegio</translation>
        </message>
        <message>
            <source>stabs</source>
            <translation>acordes cortos</translation>
        </message>
        <message>
            <source>off-beat chords</source>
            <translation>acordes a contratiempo</translation>
        </message>
        <message>
            <source>waltz</source>
            <translation>vals</translation>
        </message>
        <message>
            <source>sustained</source>
            <translation>sostenido</translation>
        </message>
        <message>
            <source>power chords</source>
            <translation>quintas</translation>
        </message>
        <message>
            <source>seventh chords</source>
            <translation>acordes de séptima</translation>
        </message>
        <message>
            <source>suspended chords</source>
            <translation>acordes suspendidos</translation>
        </message>
        <message>
            <source>triads</source>
            <translation>tríadas</translation>
        </message>
        <message>
            <source>drone</source>
            <translation>bordón</translation>
        </message>
        <message>
            <source>staccato</source>
            <translation>staccato</translation>
        </message>
        <message>
            <source>legato</source>
            <translation>legato</translation>
        </message>
        <message>
            <source>glissando</source>
            <translation>glissando</translation>
        </message>
        <message>
            <source>tremolo</source>
            <translation>trémolo</translation>
        </message>
        <message>
            <source>swung</source>
            <translation>con swing</translation>
        </message>
        <message>
            <source>straight feel</source>
            <translation>sin swing</translation>
        </message>
        <message>
            <source>melody</source>
            <translation>melodía</translation>
        </message>
        <message>
            <source>only kick</source>
            <translation>solo bombo</translation>
        </message>
        <message>
            <source>only snare</source>
            <translation>solo caja</translation>
        </message>
        <message>
            <source>only claps</source>
            <translation>solo palmas</translation>
        </message>
        <message>
            <source>only rim</source>
            <translation>solo aro</translation>
        </message>
        <message>
            <source>only hats</source>
            <translation>solo charles</translation>
        </message>
        <message>
            <source>only cymbals</source>
            <translation>solo platillos</translation>
        </message>
        <message>
            <source>only toms</source>
            <translation>solo toms</translation>
        </message>
        <message>
            <source>aggressive</source>
            <translation>agresivo</translation>
        </message>
        <message>
            <source>anthemic</source>
            <translation>himno</translation>
        </message>
        <message>
            <source>bittersweet</source>
            <translation>agridulce</translation>
        </message>
        <message>
            <source>bouncy</source>
            <translation>saltarín</translation>
        </message>
        <message>
            <source>breezy</source>
            <translation>ligero</translation>
        </message>
        <message>
            <source>bright</source>
            <translation>brillante</translation>
        </message>
        <message>
            <source>brutal</source>
            <translation>brutal</translation>
        </message>
        <message>
            <source>calm</source>
            <translation>tranquilo</translation>
        </message>
        <message>
            <source>catchy</source>
            <translation>pegadizo</translation>
        </message>
        <message>
            <source>celebratory</source>
            <translation>de celebración</translation>
        </message>
        <message>
            <source>cheerful</source>
            <translation>alegre</translation>
        </message>
        <message>
            <source>chill</source>
            <translation>chill</translation>
        </message>
        <message>
            <source>cinematic</source>
            <translation>cinematográfico</translation>
        </message>
        <message>
            <source>clicky</source>
            <translation>con clics</translation>
        </message>
        <message>
            <source>colourful</source>
            <translation>colorido</translation>
        </message>
        <message>
            <source>cool</source>
            <translation>fresco</translation>
        </message>
        <message>
            <source>cozy</source>
            <translation>acogedor</translation>
        </message>
        <message>
            <source>crushing</source>
            <translation>aplastante</translation>
        </message>
        <message>
            <source>dancing</source>
            <translation>bailable</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>oscuro</translation>
        </message>
        <message>
            <source>deep</source>
            <translation>profundo</translation>
        </message>
        <message>
            <source>delicate</source>
            <translation>delicado</translation>
        </message>
        <message>
            <source>dramatic</source>
            <translation>dramático</translation>
        </message>
        <message>
            <source>dreamy</source>
            <translation>soñador</translation>
        </message>
        <message>
            <source>driving</source>
            <translation>impulsivo</translation>
        </message>
        <message>
            <source>dry</source>
            <translation>seco</translation>
        </message>
        <message>
            <source>dusty</source>
            <translation>polvoriento</translation>
        </message>
        <message>
            <source>earthy</source>
            <translation>terroso</translation>
        </message>
        <message>
            <source>easygoing</source>
            <translation>despreocupado</translation>
        </message>
        <message>
            <source>elegant</source>
            <translation>elegante</translation>
        </message>
        <message>
            <source>energetic</source>
            <translation>enérgico</translation>
        </message>
        <message>
            <source>epic</source>
            <translation>épico</translation>
        </message>
        <message>
            <source>ethereal</source>
            <translation>etéreo</translation>
        </message>
        <message>
            <source>euphoric</source>
            <translation>eufórico</translation>
        </message>
        <message>
            <source>fast</source>
            <translation>rápido</translation>
        </message>
        <message>
            <source>festive</source>
            <translation>festivo</translation>
        </message>
        <message>
            <source>fiery</source>
            <translation>fogoso</translation>
        </message>
        <message>
            <source>floating</source>
            <translation>flotante</translation>
        </message>
        <message>
            <source>frantic</source>
            <translation>frenético</translation>
        </message>
        <message>
            <source>funky</source>
            <translation>funky</translation>
        </message>
        <message>
            <source>furious</source>
            <translation>furioso</translation>
        </message>
        <message>
            <source>gentle</source>
            <translation>suave</translation>
        </message>
        <message>
            <source>glamorous</source>
            <translation>glamuroso</translation>
        </message>
        <message>
            <source>glittering</source>
            <translation>resplandeciente</translation>
        </message>
        <message>
            <source>glorious</source>
            <translation>glorioso</translation>
        </message>
        <message>
            <source>graceful</source>
            <translation>grácil</translation>
        </message>
        <message>
            <source>gritty</source>
            <translation>sucio</translation>
        </message>
        <message>
            <source>groovy</source>
            <translation>con groove</translation>
        </message>
        <message>
            <source>happy</source>
            <translation>feliz</translation>
        </message>
        <message>
            <source>hard</source>
            <translation>duro</translation>
        </message>
        <message>
            <source>hazy</source>
            <translation>brumoso</translation>
        </message>
        <message>
            <source>head nodding</source>
            <translation>de cabeceo</translation>
        </message>
        <message>
            <source>heartfelt</source>
            <translation>emotivo</translation>
        </message>
        <message>
            <source>heavy</source>
            <translation>pesado</translation>
        </message>
        <message>
            <source>homely</source>
            <translation>hogareño</translation>
        </message>
        <message>
            <source>hopeful</source>
            <translation>esperanzador</translation>
        </message>
        <message>
            <source>hot</source>
            <translation>caliente</translation>
        </message>
        <message>
            <source>huge</source>
            <translation>enorme</translation>
        </message>
        <message>
            <source>hypnotic</source>
            <translation>hipnótico</translation>
        </message>
        <message>
            <source>icy</source>
            <translation>helado</translation>
        </message>
        <message>
            <source>industrial</source>
            <translation>industrial</translation>
        </message>
        <message>
            <source>intimate</source>
            <translation>íntimo</translation>
        </message>
        <message>
            <source>island</source>
            <translation>tropical</translation>
        </message>
        <message>
            <source>jangly</source>
            <translation>tintineante</translation>
        </message>
        <message>
            <source>joyful</source>
            <translation>jubiloso</translation>
        </message>
        <message>
            <source>laid back</source>
            <translation>relajado</translation>
        </message>
        <message>
            <source>late night</source>
            <translation>nocturno</translation>
        </message>
        <message>
            <source>lively</source>
            <translation>vivaz</translation>
        </message>
        <message>
            <source>loud</source>
            <translation>fuerte</translation>
        </message>
        <message>
            <source>mechanical</source>
            <translation>mecánico</translation>
        </message>
        <message>
            <source>meditative</source>
            <translation>meditativo</translation>
        </message>
        <message>
            <source>mellow</source>
            <translation>apacible</translation>
        </message>
        <message>
            <source>menacing</source>
            <translation>amenazante</translation>
        </message>
        <message>
            <source>moody</source>
            <translation>melancólico</translation>
        </message>
        <message>
            <source>neon</source>
            <translation>neón</translation>
        </message>
        <message>
            <source>nostalgic</source>
            <translation>nostálgico</translation>
        </message>
        <message>
            <source>passionate</source>
            <translation>apasionado</translation>
        </message>
        <message>
            <source>peaceful</source>
            <translation>pacífico</translation>
        </message>
        <message>
            <source>playful</source>
            <translation>juguetón</translation>
        </message>
        <message>
            <source>rainy</source>
            <translation>lluvioso</translation>
        </message>
        <message>
            <source>raw</source>
            <translation>crudo</translation>
        </message>
        <message>
            <source>relaxed</source>
            <translation>relajado</translation>
        </message>
        <message>
            <source>relentless</source>
            <translation>incesante</translation>
        </message>
        <message>
            <source>retro</source>
            <translation>retro</translation>
        </message>
        <message>
            <source>rolling</source>
            <translation>rodante</translation>
        </message>
        <message>
            <source>romantic</source>
            <translation>romántico</translation>
        </message>
        <message>
            <source>rousing</source>
            <translation>enardecedor</translation>
        </message>
        <message>
            <source>rustic</source>
            <translation>rústico</translation>
        </message>
        <message>
            <source>serene</source>
            <translation>sereno</translation>
        </message>
        <message>
            <source>shiny</source>
            <translation>reluciente</translation>
        </message>
        <message>
            <source>skippy</source>
            <translation>sincopado</translation>
        </message>
        <message>
            <source>sleepy</source>
            <translation>somnoliento</translation>
        </message>
        <message>
            <source>slick</source>
            <translation>pulido</translation>
        </message>
        <message>
            <source>smoky</source>
            <translation>ahumado</translation>
        </message>
        <message>
            <source>smooth</source>
            <translation>sedoso</translation>
        </message>
        <message>
            <source>soaring</source>
            <translation>ascendente</translation>
        </message>
        <message>
            <source>soulful</source>
            <translation>con alma</translation>
        </message>
        <message>
            <source>spacious</source>
            <translation>espacioso</translation>
        </message>
        <message>
            <source>sparse</source>
            <translation>escaso</translation>
        </message>
        <message>
            <source>stately</source>
            <translation>majestuoso</translation>
        </message>
        <message>
            <source>sultry</source>
            <translation>sensual</translation>
        </message>
        <message>
            <source>summery</source>
            <translation>veraniego</translation>
        </message>
        <message>
            <source>sunny</source>
            <translation>soleado</translation>
        </message>
        <message>
            <source>swaggering</source>
            <translation>arrogante</translation>
        </message>
        <message>
            <source>swaying</source>
            <translation>balanceado</translation>
        </message>
        <message>
            <source>sweaty</source>
            <translation>sudoroso</translation>
        </message>
        <message>
            <source>sweet</source>
            <translation>dulce</translation>
        </message>
        <message>
            <source>swinging</source>
            <translation>con balanceo</translation>
        </message>
        <message>
            <source>tender</source>
            <translation>tierno</translation>
        </message>
        <message>
            <source>tense</source>
            <translation>tenso</translation>
        </message>
        <message>
            <source>tight</source>
            <translation>ajustado</translation>
        </message>
        <message>
            <source>twangy</source>
            <translation>gangoso</translation>
        </message>
        <message>
            <source>understated</source>
            <translation>discreto</translation>
        </message>
        <message>
            <source>uplifting</source>
            <translation>edificante</translation>
        </message>
        <message>
            <source>urgent</source>
            <translation>urgente</translation>
        </message>
        <message>
            <source>velvety</source>
            <translation>aterciopelado</translation>
        </message>
        <message>
            <source>warm</source>
            <translation>cálido</translation>
        </message>
        <message>
            <source>weary</source>
            <translation>cansado</translation>
        </message>
        <message>
            <source>wild</source>
            <translation>salvaje</translation>
        </message>
        <message>
            <source>wistful</source>
            <translation>añorante</translation>
        </message>
        <message>
            <source>high register</source>
            <translation>registro agudo</translation>
        </message>
        <message>
            <source>low register</source>
            <translation>registro grave</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>denso</translation>
        </message>
        <message>
            <source>slow</source>
            <translation>lento</translation>
        </message>
        <message>
            <source>major</source>
            <translation>mayor</translation>
        </message>
        <message>
            <source>minor</source>
            <translation>menor</translation>
        </message>
    </context>
    <context>
        <name>notes</name>
        <message>
            <source>You typed {said}; {who} sets {own}.</source>
            <translation>Escribiste {said}; {who} fija {own}.</translation>
        </message>
        <message>
            <source>You typed {said}; nothing here has a key.</source>
            <translation>Escribiste {said}; aquí nada tiene tonalidad.</translation>
        </message>
        <message>
            <source>Can't use {figure}.</source>
            <translation>No se puede usar {figure}.</translation>
        </message>
        <message>
            <source>{word} isn't available; using {name} instead.</source>
            <translation>{word} no está disponible; en su lugar: {name}.</translation>
        </message>
        <message>
            <source>Ignored {word}. Did you mean {name}?</source>
            <translation>Se ignoró {word}. ¿Querías decir {name}?</translation>
        </message>
        <message>
            <source>Ignored (not known): {words}.</source>
            <translation>Ignorado (desconocido): {words}.</translation>
        </message>
        <message>
            <source>The LoRA {name} is off. To use it, put “{word}” in the prompt.</source>
            <translation>La LoRA {name} no se aplica. Para usarla, escribe «{word}» en el prompt.</translation>
        </message>
        <message>
            <source>the host or the request</source>
            <translation>el host o la petición</translation>
        </message>
        <message>
            <source>the field</source>
            <translation>el campo</translation>
        </message>
    </context>
    <context>
        <name>pads</name>
        <message>
            <source>{percent} rendered</source>
            <translation>{percent} renderizado</translation>
        </message>
        <message>
            <source>not rendered</source>
            <translation>sin renderizar</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>vacío</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>en espera</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>listo</translation>
        </message>
        <message>
            <source>cued</source>
            <translation>a punto de entrar</translation>
        </message>
        <message>
            <source>playing</source>
            <translation>sonando</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>error</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>silenciado</translation>
        </message>
        <message>
            <source>M</source>
            <comment>mute</comment>
            <translation>M</translation>
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
            <source>Connect and set up hosts</source>
            <translation>Conectar y configurar hosts</translation>
        </message>
        <message>
            <source>Slot</source>
            <translation>Slot</translation>
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
            <translation>Actívalo en «Hosts…».</translation>
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
            <translation>pista {track}, slot {slot}</translation>
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
            <translation>slot {slot}</translation>
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
        <name>player</name>
        <message>
            <source>The player is starting…</source>
            <translation>El reproductor se está iniciando…</translation>
        </message>
        <message>
            <source>The player stopped. Restarting it…</source>
            <translation>El reproductor se detuvo. Reiniciándolo…</translation>
        </message>
        <message>
            <source>Changing the audio device…</source>
            <translation>Cambiando el dispositivo de audio…</translation>
        </message>
        <message>
            <source>No audio device. Plug one in, or start a sound server.</source>
            <translation>No hay dispositivo de audio. Conecta uno o inicia un servidor de sonido.</translation>
        </message>
        <message>
            <source>The audio device “{name}” is disconnected. Reconnecting…</source>
            <translation>El dispositivo de audio «{name}» está desconectado. Reconectando…</translation>
        </message>
    </context>
    <context>
        <name>queue</name>
        <message>
            <source>Training “{name}”</source>
            <translation>Entrenamiento «{name}»</translation>
        </message>
        <message>
            <source>stopping…</source>
            <translation>parando…</translation>
        </message>
        <message>
            <source>pads</source>
            <translation>pads</translation>
        </message>
        <message>
            <source>inbox</source>
            <translation>entrada</translation>
        </message>
    </context>
    <context>
        <name>request</name>
        <message>
            <source>off</source>
            <translation>no</translation>
        </message>
        <message>
            <source>prompt</source>
            <translation>prompt</translation>
        </message>
        <message>
            <source>preset</source>
            <translation>preset</translation>
        </message>
        <message>
            <source>without</source>
            <translation>sin</translation>
        </message>
        <message>
            <source>BPM</source>
            <translation>BPM</translation>
        </message>
        <message>
            <source>bars</source>
            <translation>compases</translation>
        </message>
        <message>
            <source>meter</source>
            <translation>métrica</translation>
        </message>
        <message>
            <source>key</source>
            <translation>tonalidad</translation>
        </message>
        <message>
            <source>seed</source>
            <translation>semilla</translation>
        </message>
        <message>
            <source>count</source>
            <translation>cantidad</translation>
        </message>
        <message>
            <source>model</source>
            <translation>modelo</translation>
        </message>
        <message>
            <source>LoRAs</source>
            <translation>LoRAs</translation>
        </message>
        <message>
            <source>strength</source>
            <translation>intensidad</translation>
        </message>
        <message>
            <source>guide</source>
            <translation>guía</translation>
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
            <source>sampler</source>
            <translation>sampler</translation>
        </message>
        <message>
            <source>rendered at BPM</source>
            <translation>renderizado a BPM</translation>
        </message>
        <message>
            <source>source</source>
            <translation>fuente</translation>
        </message>
        <message>
            <source>extend</source>
            <translation>extender</translation>
        </message>
        <message>
            <source>source BPM</source>
            <translation>BPM de la fuente</translation>
        </message>
        <message>
            <source>source bars</source>
            <translation>compases de la fuente</translation>
        </message>
        <message>
            <source>source licence</source>
            <translation>licencia de la fuente</translation>
        </message>
        <message>
            <source>source author</source>
            <translation>autor de la fuente</translation>
        </message>
        <message>
            <source>fill</source>
            <translation>rellenar</translation>
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
            <source>morph into</source>
            <translation>transformar en</translation>
        </message>
        <message>
            <source>morph into clip</source>
            <translation>transformar en clip</translation>
        </message>
        <message>
            <source>morph amount</source>
            <translation>cantidad de transformación</translation>
        </message>
        <message>
            <source>target seed</source>
            <translation>semilla de destino</translation>
        </message>
        <message>
            <source>target key</source>
            <translation>tonalidad de destino</translation>
        </message>
        <message>
            <source>sample rate</source>
            <translation>frecuencia de muestreo</translation>
        </message>
        <message>
            <source>format</source>
            <translation>formato</translation>
        </message>
        <message>
            <source>loudness</source>
            <translation>sonoridad</translation>
        </message>
        <message>
            <source>place</source>
            <translation>lugar</translation>
        </message>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>stems</source>
            <translation>stems</translation>
        </message>
    </context>
    <context>
        <name>search</name>
        <message>
            <source>“{given}:” is unknown. Did you mean {field}:?</source>
            <translation>“{given}:” no se conoce. ¿Querías decir {field}:?</translation>
        </message>
        <message>
            <source>“{given}” isn't a tempo. Use 120, 120-130 or &gt;120.</source>
            <translation>“{given}” no es un tempo. Usa 120, 120-130 o &gt;120.</translation>
        </message>
        <message>
            <source>“{given}” isn't a key. Use Am, F#, minor, major or none.</source>
            <translation>“{given}” no es una tonalidad. Usa Am, F#, minor, major o none.</translation>
        </message>
        <message>
            <source>“{given}” isn't a number of bars. Use 4, 2-8 or &gt;4.</source>
            <translation>“{given}” no es un número de compases. Usa 4, 2-8 o &gt;4.</translation>
        </message>
        <message>
            <source>“{given}” isn't a date. Use today, week, 2026-11-22 or 2026-11.</source>
            <translation>“{given}” no es una fecha. Usa today, week, 2026-11-22 o 2026-11.</translation>
        </message>
        <message>
            <source>“{given}” isn't a tag. Use letters or digits.</source>
            <translation>“{given}” no es una etiqueta. Usa letras o cifras.</translation>
        </message>
        <message>
            <source>“{given}” is unknown. Use is:favourite or is:missing.</source>
            <translation>“{given}” no se conoce. Usa is:favourite o is:missing.</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>Using defaults until this is fixed.</source>
            <translation>Hasta que se corrija se usan los valores predeterminados.</translation>
        </message>
        <message>
            <source>Enter an address, such as 127.0.0.1 for this computer.</source>
            <translation>Introduce una dirección, como 127.0.0.1 para este equipo.</translation>
        </message>
        <message>
            <source>“{text}” isn't a whole number.</source>
            <translation>«{text}» no es un número entero.</translation>
        </message>
        <message>
            <source>“{text}” isn't a number.</source>
            <translation>«{text}» no es un número.</translation>
        </message>
        <message>
            <source>Enter more than 0 GB, or leave it empty to keep all clips.</source>
            <translation>Introduce más de 0 GB o déjalo vacío para conservar todos los clips.</translation>
        </message>
        <message>
            <source>Enter a full path, such as {path}.</source>
            <translation>Introduce una ruta completa, como {path}.</translation>
        </message>
        <message>
            <source>This is a file. Choose a folder.</source>
            <translation>Es un archivo. Elige una carpeta.</translation>
        </message>
        <message>
            <source>Can't write to {path}. Choose another folder.</source>
            <translation>No se puede escribir en {path}. Elige otra carpeta.</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>Predeterminado del sistema</translation>
        </message>
        <message>
            <source>Audio</source>
            <translation>Audio</translation>
        </message>
        <message>
            <source>Play clips</source>
            <translation>Reproducir clips</translation>
        </message>
        <message>
            <source>If off, clips are only saved as files.</source>
            <translation>Si está desactivado, los clips solo se guardan como archivos.</translation>
        </message>
        <message>
            <source>Audio device</source>
            <translation>Dispositivo de audio</translation>
        </message>
        <message>
            <source>When the tempo changes</source>
            <translation>Al cambiar el tempo</translation>
        </message>
        <message>
            <source>How playing clips follow tempo changes.</source>
            <translation>Cómo siguen los cambios de tempo los clips en reproducción.</translation>
        </message>
        <message>
            <source>Change speed immediately</source>
            <translation>Cambiar la velocidad al instante</translation>
        </message>
        <message>
            <source>Re-render, switch on the next bar</source>
            <translation>Renderizar de nuevo y cambiar en el próximo compás</translation>
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
            <source>In BPM.</source>
            <translation>En BPM.</translation>
        </message>
        <message>
            <source>Ableton Link</source>
            <translation>Ableton Link</translation>
        </message>
        <message>
            <source>Meter with Link</source>
            <translation>Métrica con Link</translation>
        </message>
        <message>
            <source>Link shares beats, not the meter. Used when no host sends one.</source>
            <translation>Link comparte los tiempos, no la métrica. Se usa si ningún host envía una.</translation>
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
            <source>Port for incoming OSC messages.</source>
            <translation>Puerto para los mensajes OSC entrantes.</translation>
        </message>
        <message>
            <source>OSC address</source>
            <translation>Dirección OSC</translation>
        </message>
        <message>
            <source>127.0.0.1 accepts this computer only, 0.0.0.0 also others.</source>
            <translation>127.0.0.1 solo admite este equipo; 0.0.0.0, también otros.</translation>
        </message>
        <message>
            <source>Pads and MIDI</source>
            <translation>Pads y MIDI</translation>
        </message>
        <message>
            <source>Pad set</source>
            <translation>Set de pads</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Predeterminado</translation>
        </message>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>MIDI inputs</source>
            <translation>Entradas MIDI</translation>
        </message>
        <message>
            <source>MIDI outputs</source>
            <translation>Salidas MIDI</translation>
        </message>
        <message>
            <source>Pre-render pads</source>
            <translation>Renderizar pads por adelantado</translation>
        </message>
        <message>
            <source>Use idle time to pre-render likely next pads.</source>
            <translation>Aprovechar el tiempo libre para renderizar los pads que quizá vengan después.</translation>
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
            <source>All loops are saved here.</source>
            <translation>Aquí se guardan todos los loops.</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Carpeta de entrada</translation>
        </message>
        <message>
            <source>Sounds and request files put here are rendered.</source>
            <translation>Los sonidos y archivos de petición de esta carpeta se renderizan.</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Presets</translation>
        </message>
        <message>
            <source>Library limit (GB)</source>
            <translation>Límite de la biblioteca (GB)</translation>
        </message>
        <message>
            <source>Oldest non-favourites are deleted first. Leave empty to keep all.</source>
            <translation>Se borran primero los más antiguos que no son favoritos. Déjalo vacío para conservarlos todos.</translation>
        </message>
        <message>
            <source>Automatic (fastest)</source>
            <translation>Automático (lo más rápido)</translation>
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
            <source>Models folder</source>
            <translation>Carpeta de modelos</translation>
        </message>
        <message>
            <source>More models</source>
            <translation>Más modelos</translation>
        </message>
        <message>
            <source>Your own sound</source>
            <translation>Tu propio sonido</translation>
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
            <source>Match system</source>
            <translation>Como el sistema</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apariencia</translation>
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
            <source>Takes effect after restart.</source>
            <translation>Se aplica al reiniciar.</translation>
        </message>
    </context>
    <context>
        <name>shortcuts</name>
        <message>
            <source>Go to the prompt</source>
            <translation>Ir al prompt</translation>
        </message>
        <message>
            <source>Render the loop</source>
            <translation>Renderizar el loop</translation>
        </message>
        <message>
            <source>Render four takes</source>
            <translation>Renderizar cuatro tomas</translation>
        </message>
        <message>
            <source>Random prompt</source>
            <translation>Prompt aleatorio</translation>
        </message>
        <message>
            <source>Search clips</source>
            <translation>Buscar clips</translation>
        </message>
        <message>
            <source>Play or stop the selected clip</source>
            <translation>Reproducir o detener el clip seleccionado</translation>
        </message>
        <message>
            <source>Stop all clips</source>
            <translation>Detener todos los clips</translation>
        </message>
        <message>
            <source>Place the selected clip in your DAW</source>
            <translation>Colocar el clip seleccionado en tu DAW</translation>
        </message>
        <message>
            <source>Cancel all of your requests</source>
            <translation>Cancelar todas tus peticiones</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Rehacer</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>This list</source>
            <translation>Esta lista</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Earlier and later prompts</source>
            <translation>Prompts anteriores y posteriores</translation>
        </message>
        <message>
            <source>Complete the word</source>
            <translation>Completar la palabra</translation>
        </message>
        <message>
            <source>Play or stop the clip</source>
            <translation>Reproducir o detener el clip</translation>
        </message>
        <message>
            <source>New take, or keep this one of several</source>
            <translation>Nueva toma, o conservar esta de varias</translation>
        </message>
        <message>
            <source>Four new takes</source>
            <translation>Cuatro tomas nuevas</translation>
        </message>
        <message>
            <source>Fold or unfold takes</source>
            <translation>Plegar o desplegar las tomas</translation>
        </message>
        <message>
            <source>Keep this take</source>
            <translation>Conservar esta toma</translation>
        </message>
        <message>
            <source>Discard the other takes</source>
            <translation>Descartar las otras tomas</translation>
        </message>
        <message>
            <source>Switch between two clips that you compare</source>
            <translation>Cambiar entre dos clips que comparas</translation>
        </message>
        <message>
            <source>Add to favourites or remove</source>
            <translation>Añadir a favoritos o quitar</translation>
        </message>
        <message>
            <source>Add to the strip</source>
            <translation>Añadir a la tira</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Renombrar</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Eliminar</translation>
        </message>
        <message>
            <source>Move by a beat</source>
            <translation>Moverse un pulso</translation>
        </message>
        <message>
            <source>Go to the first or last beat</source>
            <translation>Ir al primer o último pulso</translation>
        </message>
        <message>
            <source>Mark beats to fill</source>
            <translation>Marcar pulsos para rellenar</translation>
        </message>
        <message>
            <source>Render what is marked</source>
            <translation>Renderizar lo marcado</translation>
        </message>
        <message>
            <source>Extend by a bar more or less</source>
            <translation>Alargar un compás más o menos</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Acercar</translation>
        </message>
        <message>
            <source>Move the part in view</source>
            <translation>Mover la parte visible</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Alejar</translation>
        </message>
        <message>
            <source>Show the whole loop</source>
            <translation>Mostrar todo el loop</translation>
        </message>
        <message>
            <source>Play or stop a pad. With Shift: new take</source>
            <translation>Tocar o detener un pad. Con Mayús: nueva toma</translation>
        </message>
        <message>
            <source>Play or stop the selected pad</source>
            <translation>Tocar o detener el pad seleccionado</translation>
        </message>
        <message>
            <source>Select a pad</source>
            <translation>Seleccionar un pad</translation>
        </message>
        <message>
            <source>Mute or unmute the selected pad</source>
            <translation>Silenciar o no el pad seleccionado</translation>
        </message>
        <message>
            <source>Make the selected pad louder or softer</source>
            <translation>Subir o bajar el pad seleccionado</translation>
        </message>
        <message>
            <source>Open the pad's menu</source>
            <translation>Abrir el menú del pad</translation>
        </message>
        <message>
            <source>Play or stop the piece, or several parts</source>
            <translation>Reproducir o parar la pieza, o varias partes</translation>
        </message>
        <message>
            <source>One more or one fewer round</source>
            <translation>Una vuelta más o menos</translation>
        </message>
        <message>
            <source>Change the transition after a part</source>
            <translation>Cambiar la transición después de una parte</translation>
        </message>
        <message>
            <source>Move parts</source>
            <translation>Mover partes</translation>
        </message>
        <message>
            <source>Remove parts</source>
            <translation>Quitar partes</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>En todas partes</translation>
        </message>
        <message>
            <source>In the prompt</source>
            <translation>En el prompt</translation>
        </message>
        <message>
            <source>In the list of clips</source>
            <translation>En la lista de clips</translation>
        </message>
        <message>
            <source>In the waveform</source>
            <translation>En la forma de onda</translation>
        </message>
        <message>
            <source>On the pads</source>
            <translation>En los pads</translation>
        </message>
        <message>
            <source>On the strip</source>
            <translation>En la tira</translation>
        </message>
    </context>
    <context>
        <name>sources</name>
        <message>
            <source>, stopped</source>
            <translation>, detenido</translation>
        </message>
    </context>
    <context>
        <name>trainer</name>
        <message>
            <source>It is silent.</source>
            <translation>Es silencio.</translation>
        </message>
        <message>
            <source>It is shorter than a bar.</source>
            <translation>Dura menos de un compás.</translation>
        </message>
        <message>
            <source>Its tempo is out of range. Put it into its name, such as pad_120bpm.wav.</source>
            <translation>Su tempo está fuera de rango. Ponlo en el nombre, por ejemplo pad_120bpm.wav.</translation>
        </message>
        <message>
            <source>No tempo is heard in it. Put it into its name, such as pad_120bpm.wav.</source>
            <translation>No se reconoce ningún tempo. Ponlo en el nombre, por ejemplo pad_120bpm.wav.</translation>
        </message>
        <message>
            <source>It is the same sound as {file}.</source>
            <translation>Es el mismo sonido que {file}.</translation>
        </message>
        <message>
            <source>There is no folder {folder}. Name the folder of your loops.</source>
            <translation>No existe la carpeta {folder}. Elige la carpeta de tus loops.</translation>
        </message>
        <message>
            <source>{folder} holds no sounds. Put WAV, FLAC, OGG, MP3 or AIFF files into it.</source>
            <translation>{folder} no contiene sonidos. Pon en ella archivos WAV, FLAC, OGG, MP3 o AIFF.</translation>
        </message>
        <message>
            <source>{path} exists already. Choose another name, or move it away.</source>
            <translation>{path} ya existe. Elige otro nombre o mueve el archivo.</translation>
        </message>
        <message>
            <source>“{name}” was begun with other loops, words, model or options. Choose another name.</source>
            <translation>«{name}» se empezó con otros loops, palabras, modelo u opciones. Elige otro nombre.</translation>
        </message>
        <message>
            <source>“{name}” already has a meaning in prompts. A word of your own is better: {own}.</source>
            <translation>«{name}» ya significa algo en los prompts. Mejor una palabra propia: {own}.</translation>
        </message>
        <message>
            <source>Resuming at step {step} of {steps}.</source>
            <translation>Continúa en el paso {step} de {steps}.</translation>
        </message>
        <message>
            <source>This training has already reached step {step}. Ask for more steps to continue it.</source>
            <translation>Ya se alcanzó el paso {step}. Pide más pasos para seguir entrenando.</translation>
        </message>
        <message>
            <source>Set aside to measure progress, and not trained on: {files}.</source>
            <translation>No se entrena con estos, para medir el progreso: {files}.</translation>
        </message>
        <message>
            <source>Progress isn't measured: that takes five loops or more.</source>
            <translation>El progreso no se mide: hacen falta al menos cinco loops.</translation>
        </message>
    </context>
    <context>
        <name>training</name>
        <message>
            <source>Windows keeps this name for a device. Choose another.</source>
            <translation>Windows reserva este nombre para un dispositivo. Elige otro.</translation>
        </message>
        <message>
            <source>Use up to 40 letters, digits, - and _, and begin with a letter.</source>
            <translation>Usa hasta 40 letras sin acentos, cifras, - y _, y empieza por una letra.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln loops</source>
            <translation>
                <numerusform>%Ln loop</numerusform>
                <numerusform>%Ln loops</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln compás</numerusform>
                <numerusform>%Ln compases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln rechazado</numerusform>
                <numerusform>%Ln rechazados</numerusform>
            </translation>
        </message>
        <message>
            <source>{file}: refused. {why}</source>
            <translation>{file}: rechazado. {why}</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>queda menos de un minuto</translation>
        </message>
        <message numerus="yes">
            <source>about %n minutes left</source>
            <translation>
                <numerusform>queda alrededor de %n minuto</numerusform>
                <numerusform>quedan unos %n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n hours left</source>
            <translation>
                <numerusform>queda alrededor de %n hora</numerusform>
                <numerusform>quedan unas %n horas</numerusform>
            </translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>Stopping after this step…</source>
            <translation>Se parará tras este paso…</translation>
        </message>
        <message>
            <source>Stopped. Resume goes on from the last step that was saved.</source>
            <translation>Parado. «Reanudar» sigue desde el último paso guardado.</translation>
        </message>
        <message>
            <source>Stopped at {share}. Resume goes on from there.</source>
            <translation>Parado al {share}. «Reanudar» sigue desde ahí.</translation>
        </message>
        <message>
            <source>Done. Choose “{name}” under Model.</source>
            <translation>Listo. Elige «{name}» en Modelo.</translation>
        </message>
        <message>
            <source>Done. Choose “{name}” under LoRAs, and put it in your prompt.</source>
            <translation>Listo. Elige «{name}» en LoRA y escríbelo en tu prompt.</translation>
        </message>
        <message>
            <source>Step {step} of {steps}: loss {loss}</source>
            <translation>Paso {step} de {steps}: pérdida {loss}</translation>
        </message>
        <message>
            <source>Step {step} of {steps}: loss {loss}, held out {held_out}</source>
            <translation>Paso {step} de {steps}: pérdida {loss}, reservados {held_out}</translation>
        </message>
        <message>
            <source>The preview of step {step} is among your clips.</source>
            <translation>La muestra del paso {step} está entre tus clips.</translation>
        </message>
        <message>
            <source>You can try the LoRA as it was at step {step}.</source>
            <translation>Puedes probar la LoRA tal como estaba en el paso {step}.</translation>
        </message>
        <message>
            <source>From its certificate.</source>
            <translation>De su certificado.</translation>
        </message>
        <message>
            <source>From the file's loop data.</source>
            <translation>De los datos de loop del archivo.</translation>
        </message>
        <message>
            <source>From its tempo tag.</source>
            <translation>De su etiqueta de tempo.</translation>
        </message>
        <message>
            <source>From its name.</source>
            <translation>De su nombre.</translation>
        </message>
        <message>
            <source>From its length.</source>
            <translation>De su duración.</translation>
        </message>
        <message>
            <source>Detected in the sound.</source>
            <translation>Detectado en el sonido.</translation>
        </message>
        <message>
            <source>If it is wrong, put the tempo into the file's name: loop_90bpm.wav.</source>
            <translation>Si no es correcto, pon el tempo en el nombre del archivo: loop_90bpm.wav.</translation>
        </message>
        <message>
            <source>Listening to your loops</source>
            <translation>Escuchando tus loops</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>Preparando</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Entrenando</translation>
        </message>
    </context>
    <context>
        <name>window</name>
        <message>
            <source>System error: {why}.</source>
            <translation>Error del sistema: {why}.</translation>
        </message>
        <message>
            <source>Something went wrong ({name}). The log has the details.</source>
            <translation>Algo salió mal ({name}). El registro tiene los detalles.</translation>
        </message>
    </context>
</TS>
