package manual
