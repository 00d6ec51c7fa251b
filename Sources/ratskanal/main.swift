print("ratskanal")
