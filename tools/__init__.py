"""What a developer's `./ditan` calls: assets, checks, tests, locks and the released form. Never shipped."""
