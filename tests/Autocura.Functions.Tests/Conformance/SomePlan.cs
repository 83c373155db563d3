using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Conformance;

/// <summary>A plan to roll shop/cart back that every guardrail allows, and the changes that tests make to it.</summary>
internal static class SomePlan
{
    public static PlanUnderReview UnderReview(string action = ActionNames.RollBackRelease) => new()
    {
        Incident = Some.Incident(),
        Plan = Plan(action),
        Evidence = Faulty.CrashAfterRelease(),
        Settings = new IncidentSettings { Mode = OperatingMode.Auto },
        Now = Some.Noon,
        Facts = Facts(),
        Profiles = new[] { Profile(ActionNames.RollBackRelease), Profile(ActionNames.ScaleWorkload), Profile(ActionNames.RepairService), Profile("DrainNode") with { Reversible = false } }
            .ToDictionary(profile => profile.Name),
    };

    /// <summary>A world in which nothing speaks against the plan.</summary>
    public static ReviewFacts Facts() => new()
    {
        Targets = Fact<IReadOnlyList<TargetView>>.Of([new TargetView(Some.Cart.Target()) { Exists = true }]),
        KillSwitch = Fact<KillSwitch>.Of(KillSwitch.Of("a test", null)),
        Ledger = Fact<BrakeLedger>.Of(BrakeLedger.Empty),
        LockHolder = Fact<string>.Of(""),
        Serving = Fact<IReadOnlyList<ServingView>>.Of([new ServingView(Some.Cart.Target()) { Desired = 2, Ready = 2, Group = $"{Some.Cart.Target()}" }]),
        Nodes = Fact<NodeCount>.Of(new NodeCount(3, [])),
        Scalers = Fact<IReadOnlyList<ScalerView>>.Of([]),
        Experiments = Fact<IReadOnlyList<ExperimentView>>.Of([]),
        Silenced = Fact<IReadOnlyList<string>>.Of([]),
        Success = Fact<PastSuccess>.Of(new PastSuccess(0, 0)),
    };

    /// <summary>The plan with other steps, each an action and its target.</summary>
    public static PlanUnderReview WithSteps(PlanUnderReview review, params (string Action, ObjectRef Target)[] steps) => review with
    {
        Plan = review.Plan with { Steps = [.. steps.Select(step => new PlanStep(step.Action, step.Target, new Dictionary<string, string>(), "a test says so"))] },
    };

    /// <summary>The plan under other settings.</summary>
    public static PlanUnderReview Under(ReviewSettings settings) => UnderReview() with { Settings = new IncidentSettings { Mode = OperatingMode.Auto, Review = settings } };

    /// <summary>The plan in another world.</summary>
    public static PlanUnderReview With(Func<ReviewFacts, ReviewFacts> change) => UnderReview() with { Facts = change(Facts()) };

    public static RemediationPlan Plan(string action = ActionNames.RollBackRelease) => new()
    {
        Id = "cart-1/1",
        Attempt = 1,
        Cause = Cause.CrashAfterRelease,
        Probability = 0.99,
        Steps = [new PlanStep(action, Some.Cart.Target(), new Dictionary<string, string>(), "a test says so")],
        Strategy = action,
        Risk = 0.1,
        BlastRadius = BlastRadius.Workload,
        SettleTime = TimeSpan.FromSeconds(30),
    };

    public static PlanUnderReview WithMode(OperatingMode mode) => UnderReview() with { Settings = new IncidentSettings { Mode = mode } };

    public static PlanUnderReview WithTarget(string ns) => UnderReview() with
    {
        Plan = Plan() with { Steps = [Plan().Steps[0] with { Target = new ObjectRef("apps/v1", "Deployment", ns, "cart") }] },
    };

    public static PlanUnderReview Annotated(string key, string value, bool onNamespace = false)
    {
        var annotations = new Dictionary<string, string> { [key] = value };
        var target = new TargetView(Some.Cart.Target()) { Exists = true };
        return With(facts => facts with
        {
            Targets = Fact<IReadOnlyList<TargetView>>.Of([onNamespace ? target with { NamespaceAnnotations = annotations } : target with { Annotations = annotations }]),
        });
    }

    public static PlanUnderReview WithGap(string part, string action = ActionNames.RollBackRelease)
    {
        var review = UnderReview(action);
        return review with { Evidence = review.Evidence with { Gaps = [EvidencePart.Gap(part, "Forbidden: no")] } };
    }

    private static ActionProfile Profile(string name) => new()
    {
        Name = name,
        Summary = name,
        Suits = [Cause.CrashAfterRelease],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
    };
}
