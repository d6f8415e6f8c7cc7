"""What many reports say of one occurrence: copies, origins, incidents, contradictions."""
