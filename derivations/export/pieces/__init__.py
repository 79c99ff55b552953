"""What exported code defines for itself, as it reads there: these files are read, never imported."""
