"""What users give: checked, and told apart."""
