"""Campaigns: what can go wrong, done to real vaults many times over."""
