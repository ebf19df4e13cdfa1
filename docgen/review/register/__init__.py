"""The ledger of cases (台账): records → rows with every period, as a sheet and as a calendar."""
