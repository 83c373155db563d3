using Autocura.Embedded.Cluster;

namespace Autocura.Support.Healing;

/// <summary>Tells what the system did to a cluster from what it wrote down there.</summary>
internal static class Mutation
{
    private const string OwnGroup = "autocura.cognitiva.io";
    private const string OwnNamespace = "autocura-cognitiva";

    /// <summary>Whether a request changed something that is not the system's own: neither its records and events nor its locks and settings.</summary>
    public static bool IsRemedy(AuditEntry entry) =>
        !entry.DryRun && entry.Code < 300
        && entry.Actor.User.StartsWith($"system:serviceaccount:{OwnNamespace}:", StringComparison.Ordinal)
        && entry.Key.Group != OwnGroup && entry.Key.Plural != "events" && entry.Key.Namespace != OwnNamespace;
}
