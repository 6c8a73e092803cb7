"""Room acts: what is done to the library by a command, each act one step of the procedure.

An act says on a `Bench` which files it changes; `commands/` then lets `judge` look at the library as it would be and
`writing` write all of it or nothing. Acts refuse (Refused, in Chinese) what `procedure` and the records do not allow.
"""
