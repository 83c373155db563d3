using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

/// <summary>One evidence of each fault that tests know, for what must hold of all rules.</summary>
internal static class AllFaults
{
    public static readonly IReadOnlyList<Evidence> Evidence =
    [
        Some.Evidence(),
        Faulty.BadImage(),
        Faulty.CrashAfterRelease(),
        Faulty.Release(Faulty.Crashing(127, "exec: \"serve\": executable file not found in $PATH"), ReleaseChange.Line(ReleaseChange.Command, "app", "none -> serve")),
        Faulty.OutOfMemory(),
        Faulty.ScaledToZero(),
        Faulty.ServicePort(),
        Strained.Surge(),
        Strained.SurgeBehind(Strained.AtMaximum()),
        Strained.SurgeBehind(Strained.Blind()),
        Strained.Throttled(),
        Strained.Leak(),
        Strained.Failing("FATAL: sorry, too many clients already") with { Neighbours = [Strained.Dependency("0 of 1 pods ready", 0.4)] },
        Strained.Failing("timed out acquiring a connection from the pool"),
        Displaced.NodeLost(),
        Displaced.Evicted(),
        Displaced.Evicted(Displaced.WithinItsRequest),
        Displaced.Starved(),
        Displaced.NoRoom(),
        Displaced.Deadlock(),
        Displaced.ClassMissing(),
        Displaced.Refused(),
        Displaced.Expired(),
        Strained.Failing().RolledOut(ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3")),
        Strained.Failing().After(Altered.Changed("ConfigMap", "features", ObjectRelation.Dependency, new FieldChange("data.demo.flagd.json.flags.cartFailure.defaultVariant", "off", "on"))),
        Strained.Failing().After(Altered.Changed("Service", "cart", ObjectRelation.InFront).Deleted(), Altered.Changed("Deployment", "loud", ObjectRelation.SameNamespace).Created()),
        Strained.Throttled().Around(view => view with { Experiments = [Strained.Experiment()] }),
    ];
}
