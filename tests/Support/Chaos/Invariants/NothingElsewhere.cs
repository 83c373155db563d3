namespace Autocura.Support.Chaos.Invariants;

/// <summary>Changes are made in the namespace that may be healed and to nodes; elsewhere only the system's own records are written.</summary>
internal sealed class NothingElsewhere : IInvariant
{
    private const string OwnGroup = "autocura.cognitiva.io";

    public string Promise => "no action outside of the allowed namespaces";

    public IEnumerable<string> Broken(ChaosRecord record) => record.Audit
        .Where(entry => !entry.DryRun && entry.Code < 300 && entry.Actor.UserAgent.StartsWith(ChaosHost.UserAgent, StringComparison.Ordinal))
        .Where(entry => entry.Key.Group != OwnGroup && entry.Key.Plural != "events" && entry.Key.Namespace is not (ChaosWorld.Store or ChaosRecord.Own) && entry.Key is not { Plural: "nodes", Namespace: null })
        .Select(entry => $"{entry.Verb} of {entry.Key} at {entry.Time:HH:mm:ss}");
}
