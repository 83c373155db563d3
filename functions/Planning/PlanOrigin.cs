using Autocura.Incidents;
using Autocura.Policies;

namespace Autocura.Planning;

/// <summary>Who prescribed a plan, and on what terms. A plan without one comes from the diagnosis' rules.</summary>
public sealed record PlanOrigin(PrescriptionSource Source, ObjectRef Resource, string Rung)
{
    /// <summary>By what a rung is known again in later attempts.</summary>
    public string Key => $"{Source} {Resource.Namespace}/{Resource.Name} {Rung}";

    /// <summary>True when a person is asked, whatever the mode.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>True when it is to be tried on a copy first.</summary>
    public bool Rehearse { get; init; }

    /// <summary>Nothing is done before that (UTC); null: it does not rest.</summary>
    public DateTimeOffset? RestUntil { get; init; }

    /// <summary>What must hold afterwards, besides what every workload must show.</summary>
    public IReadOnlyList<SuccessCriterion> Criteria { get; init; } = [];

    public static PlanOrigin Of(Prescription prescription, string rung) => new(prescription.Source, prescription.Origin, rung)
    {
        NeedsApproval = prescription.NeedsApproval,
        Rehearse = prescription.Rehearse,
        RestUntil = prescription.RestUntil,
        Criteria = prescription.Criteria,
    };

    internal static string PrefixOf(Prescription prescription) => $"{prescription.Source} {prescription.Origin.Namespace}/{prescription.Origin.Name} ";
}
