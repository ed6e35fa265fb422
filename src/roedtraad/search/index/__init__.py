"""The index as files: its fields, its generations, writing and reading. Knows neither Django nor the records."""
