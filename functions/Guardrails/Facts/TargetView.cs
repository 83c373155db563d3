using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Guardrails.Facts;

/// <summary>An object that a step would change, as it stands at the review.</summary>
public sealed record TargetView(ObjectRef Ref)
{
    /// <summary>False when there is none of that name: a step that makes it anew is the only one that suits.</summary>
    public bool Exists { get; init; }

    /// <summary>Those of its annotations by which people and other tools steer this system.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The same of its namespace; empty for an object that lies in none.</summary>
    public IReadOnlyDictionary<string, string> NamespaceAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The GitOps tool or Helm release that would write it again; null when none left its mark.</summary>
    public OwnerView? Owner { get; init; }
}
