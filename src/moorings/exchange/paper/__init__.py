"""Paper: pages that are set in memory and leave as PDF, tagged for who reads by ear."""
