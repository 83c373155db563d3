namespace Autocura.EndToEnd.Infra;

/// <summary>What every resource on Azure must say of itself: no public blob, TLS 1.2 or newer, no shared key or password, no more rights than it needs, and diagnostics.</summary>
internal static class AzurePolicy
{
    private static readonly Dictionary<string, string[]> Musts = new()
    {
        ["Microsoft.Storage/storageAccounts"] = ["allowBlobPublicAccess: false", "allowSharedKeyAccess: false", "minimumTlsVersion: 'TLS1_2'", "supportsHttpsTrafficOnly: true", "allowCrossTenantReplication: false"],
        ["Microsoft.Web/sites"] = ["httpsOnly: true", "minTlsVersion: '1.2'", "ftpsState: 'Disabled'", "type: 'UserAssigned'"],
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = ["allow: false"],
        ["Microsoft.KeyVault/vaults"] = ["enableRbacAuthorization: true", "enableSoftDelete: true", "enablePurgeProtection: true"],
        ["Microsoft.Sql/servers"] = ["minimalTlsVersion: '1.2'", "azureADOnlyAuthentication: true"],
        ["Microsoft.Insights/components"] = ["DisableLocalAuth: true"],
    };

    /// <summary>Kinds whose data or use must be told to the workspace.</summary>
    private static readonly string[] Watched =
    [
        "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/queueServices", "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Web/sites", "Microsoft.KeyVault/vaults", "Microsoft.Sql/servers/databases",
    ];

    /// <summary>Owner, Contributor, User Access Administrator, and the administrators of AKS.</summary>
    private static readonly string[] Mighty =
    [
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", "3498e952-d568-435e-9b2c-8d77e338d7f7", "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8", "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8",
    ];

    public static IEnumerable<string> Violations(BicepFile file, string text)
    {
        var resources = file.Resources().Where(resource => !resource.IsExisting).ToList();
        foreach (var resource in resources)
        {
            foreach (var must in Musts.GetValueOrDefault(resource.Type, []).Where(must => !resource.Body.Contains(must, StringComparison.Ordinal)))
            {
                yield return $"{file.Path}: {resource.Symbol} does not say {must}";
            }

            if (Watched.Contains(resource.Type) && !IsWatched(resource, resources))
            {
                yield return $"{file.Path}: {resource.Symbol} has no diagnostic settings";
            }
        }

        foreach (var role in Mighty.Where(role => text.Contains(role, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{file.Path}: the role {role} is more than is needed";
        }
    }

    private static bool IsWatched(BicepResource resource, List<BicepResource> resources) =>
        resources.Exists(other => other.Type == "Microsoft.Insights/diagnosticSettings" && other.Body.Contains($"scope: {resource.Symbol}\n", StringComparison.Ordinal));
}
