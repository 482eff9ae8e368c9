"""京安联发〔2017〕4号: its text as data, admission (Art. 7, 9-11), supervision (Art. 12-16), exits (Art. 16-18)."""
