"""What people write, in many languages, for the genres, instruments and moods that are composed."""
