using 'main.bicep'

param name = 'autocura'
param aksName = 'my-aks'
param aksResourceGroup = 'my-aks-group'
param mode = 'observe'
param prometheusUrl = ''
param alertmanagerUrl = ''
