"""One file a migration; a file that has shipped is never changed."""
