"""What people read: the static dossier, and exports in the forms that others use."""
