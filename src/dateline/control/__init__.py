"""Who holds which place on which day, as known when: pure bitemporal logic over claims."""
