using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.Advising;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.Advising;

/// <summary>Advice about shop/cart, and what it may speak of.</summary>
internal static class SomeAdvice
{
    public static readonly IReadOnlyDictionary<string, ActionProfile> Profiles = new[]
    {
        Profile(ActionNames.RollBackRelease, Cause.BadImage, Cause.CrashAfterRelease),
        Profile(ActionNames.RestartWorkload, Cause.MemoryLeak),
        Profile(ActionNames.ScaleWorkload, Cause.TrafficSurge),
        Profile(ActionNames.AdjustResources, Cause.OutOfMemory),
        Profile(ActionNames.RepairService, Cause.ServicePortMismatch),
        Profile(ActionNames.PatchConfig, Cause.BadImage),
        Profile(ActionNames.DeletePod, Cause.MemoryLeak),
    }.ToDictionary(profile => profile.Name);

    public static AdviceScene Scene(Evidence? evidence = null)
    {
        var read = evidence ?? Some.Evidence();
        return new AdviceScene(read, EvidenceObjects.Of(read, Unknown()), Profiles, "OPENAI test-1");
    }

    /// <summary>It names a cause and proposes an action for it.</summary>
    public static Advice Naming(string cause, string? action = null, double confidence = 0.9, double trust = AdviserTrust.Prior) => new()
    {
        Result = AdviceResult.Answered,
        Reason = "Answered",
        Told = $"It names {cause}.",
        Provider = "OPENAI",
        Model = "test-1",
        Confidence = confidence,
        Causes = [new AdvisedCause(cause, Some.Cart.Target(), confidence, "The pods say so.")],
        Actions = action is null ? [] : [new AdvisedAction(cause, new Remedy(action, Some.Cart.Target(), new Dictionary<string, string>(), "proposed by OPENAI test-1") { Chance = CureChance.Fair })],
        Trust = new AdviserTrust { Mean = trust },
    };

    public static RankedHypotheses Unknown() => Ranked((Cause.Unknown, 1));

    public static RankedHypotheses Ranked(params (string Cause, double Probability)[] causes) => new()
    {
        Hypotheses = [.. causes.Select(one => new Hypothesis { Cause = one.Cause, Headline = $"{one.Cause} of cart.", Probability = one.Probability, Remedies = RemediesOf(one.Cause) })],
        Reason = "the rules say so",
    };

    private static IReadOnlyList<Remedy> RemediesOf(string cause) =>
        cause == Cause.BadImage ? [new Remedy(ActionNames.RollBackRelease, Some.Cart.Target(), new Dictionary<string, string> { [ActionParameters.ToRevision] = "1" }, "the release before ran")] : [];

    private static ActionProfile Profile(string name, params string[] suits) => new()
    {
        Name = name,
        Summary = name,
        Suits = suits,
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
    };
}
