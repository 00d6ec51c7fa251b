print("ratskanal-demo")
