using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

/// <summary>Open incidents as tests need them: diagnosed, not certain of a cause of their own, and alone.</summary>
internal static class SomeStanding
{
    public static readonly DateTimeOffset Onset = new(2030, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static WorkloadRef Workload(string name, string ns = "shop") => new("test", "Deployment", ns, name);

    public static Standing Of(string name, Func<Ties, Ties>? change = null, KinRole role = KinRole.Candidate, string ns = "shop") => new()
    {
        InstanceId = Workload(name, ns).InstanceId,
        RecordName = $"{name}-1",
        Workload = Workload(name, ns),
        OpenedAt = Onset.AddMinutes(1),
        Kinship = new Kinship { Role = role, Since = Onset.AddMinutes(2), Ties = (change ?? (ties => ties))(Ties()) },
    };

    public static Standing Undecided(string name, int second = 0, string ns = "shop") => Of(name, role: KinRole.Undecided, ns: ns) with
    {
        OpenedAt = Onset.AddSeconds(second),
        Kinship = new Kinship(),
    };

    public static Standing ChildOf(this Standing child, Standing root) => child with { Kinship = child.Kinship with { Role = KinRole.Child, Parent = root.Link("test") } };

    public static Standing Under(this Standing standing, KinRole role) => standing with { Kinship = standing.Kinship with { Role = role } };

    public static Ties Ties() => new() { Onset = Onset, Cause = "Unknown", Probability = 0.6, CauseIsKnown = false, Closeness = TiesReading.Unknown };

    public static Ties Own(Ties ties) => ties with { Cause = "BadImage", Probability = 0.95, CauseIsOwn = true, CauseIsKnown = true, Closeness = 0 };

    public static CorrelationRequest Asks(this Standing self, CorrelationStage stage = CorrelationStage.Diagnosed, TimeSpan? after = null) => new()
    {
        Stage = stage,
        Self = self,
        Settings = new CorrelationSettings(),
        At = Onset.AddMinutes(2) + (after ?? TimeSpan.FromMinutes(1)),
        Onset = Onset,
    };

    public static CorrelationDecision Decide(this Standing self, params Standing[] others) => Correlator.Decide(self.Asks(), others);

    public static string? RootOf(this Standing self, params Standing[] others) => self.Decide(others).Root?.Workload.Name;
}
