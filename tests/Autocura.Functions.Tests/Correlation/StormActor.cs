using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

/// <summary>One incident of a <see cref="StormModel"/>: the way of the orchestration, step by step.</summary>
internal sealed class StormActor(StormModel model, string name, Ties ties)
{
    private const int MostWaits = 5;

    /// <summary>Recovery is not believed before it has held for a minute.</summary>
    private static readonly TimeSpan ActsFor = TimeSpan.FromSeconds(90);

    private Kinship kinship = new();
    private CorrelationDecision? decision;
    private int waits;
    private Action? next;

    public string Name => name;

    public string Id { get; } = SomeStanding.Workload(name).InstanceId;

    public DateTimeOffset HeldUpUntil { get; set; }

    /// <summary>As others see it; null before its first word.</summary>
    public Standing? Shown { get; private set; }

    public bool IsOver { get; private set; }

    public bool HasActed { get; private set; }

    /// <summary>It asks nobody: it is certain of its own cause, or has waited as often as it may.</summary>
    public bool IsFree => ties.CauseIsOwn || waits >= MostWaits;

    public void Step() => (next ?? Begin)();

    public void Terminate() => Finish(null);

    private void Begin() => Publish(new Kinship { Apart = kinship.Apart, Parent = kinship.Parent }, Diagnose);

    private void Diagnose()
    {
        if (model.HealsAll && model.IsHealed)
        {
            Finish(OutcomeKind.RecoveredAlone);
            return;
        }

        DiagnoseIll();
    }

    private void DiagnoseIll() => Publish(kinship with { Role = KinRole.Candidate, Ties = ties, Since = model.Now }, IsFree ? Claim : LookDiagnosed);

    private void LookDiagnosed() => Look(CorrelationStage.Diagnosed, Claim, LookDiagnosed);

    private void Claim()
    {
        if (IsFree)
        {
            Act();
        }
        else
        {
            Publish(kinship with { Role = KinRole.Claiming, Since = model.Now }, () => Look(CorrelationStage.Claim, ActIfFresh, Claim));
        }
    }

    private void ActIfFresh()
    {
        if (model.Now - kinship.Since < Correlator.ClaimLife) Act();
        else Claim();
    }

    private void Act()
    {
        HasActed = true;
        Publish(kinship with { Role = KinRole.Acting, Since = model.Now }, Heal);
        model.Acts(this);
    }

    private void Heal()
    {
        if (model.Now - kinship.Since > ActsFor)
        {
            Finish(model.HealsAll || model.Chance(0.7) ? OutcomeKind.Healed : OutcomeKind.HandedOver);
        }
    }

    /// <summary>Looks in one step and acts on what it saw in another: in between the world moves on.</summary>
    private void Look(CorrelationStage stage, Action proceed, Action again)
    {
        decision = Correlator.Decide(Shown!.Asks(stage) with { At = model.Now, Settings = model.Settings }, model.Open);
        next = () => (decision.Kind switch
        {
            CorrelationKind.Attach => () => Attach(decision.Root!),
            CorrelationKind.Wait => again,
            _ => proceed,
        })();
    }

    private void Attach(IncidentLink root)
    {
        waits++;
        Publish(kinship with { Role = KinRole.Child, Parent = root, Since = model.Now }, Watch);
    }

    private void Watch()
    {
        var root = kinship.Parent!;
        var verdict = RootWatch.Judge(Shown!, root, model.Look(root.InstanceId), timeIsUp: false);
        if (verdict.Follow is { } above && waits < 2 * MostWaits)
        {
            Attach(above);
        }
        else if (verdict.Keep is null)
        {
            Leave(verdict.Release ?? new Release(ReleaseKind.Undecided, root, "sent on too often"));
        }
    }

    private void Leave(Release release)
    {
        if (release.Kind == ReleaseKind.RootRecovered && (model.HealsAll || model.Chance(0.7)))
        {
            Finish(OutcomeKind.RecoveredAlone);
            return;
        }

        var apart = release.Kind == ReleaseKind.Undecided ? kinship.Apart : [.. kinship.Apart, release.Root.RecordName];
        Publish(kinship with { Role = KinRole.Undecided, Ties = null, Apart = apart, Since = model.Now }, Diagnose);
    }

    private void Publish(Kinship published, Action then)
    {
        kinship = published;
        Shown = SomeStanding.Undecided(name) with { Kinship = kinship };
        next = then;
    }

    private void Finish(OutcomeKind? kind)
    {
        IsOver = true;
        model.End(this, kind);
        Shown = null;
    }
}
