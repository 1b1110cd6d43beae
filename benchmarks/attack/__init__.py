"""What an attacker would try, against the real commands on loopback, and whether the promises hold."""
