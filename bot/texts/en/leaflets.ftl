# What is filled in for each reader of a broadcast. {expiring} stands in the owner’s own sentence:
# “Use {expiring}.”
leaflet-expiring = { $points } by { $day }
leaflet-nothing-expires = your points
