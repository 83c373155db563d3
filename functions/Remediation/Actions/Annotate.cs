using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.KnownGood;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Sets an annotation, or takes one away, for those who read it: a mesh, an operator, a person. Parameters <c>annotation</c> and <c>value</c>; without a value it is
/// removed. Annotations by which people steer this system, and those of Kubernetes itself, are not for it to set.
/// </summary>
public sealed class Annotate(ObjectEdit edit) : EditAction(edit)
{
    private static readonly string[] NotOurs = ["autocura.io/", "kubernetes.io/", "k8s.io/"];
    private static readonly IReadOnlyList<ResourceKind> Annotated = [.. KeptKinds.Whole, Kinds.ConfigMap, Kinds.Node, Kinds.Namespace];

    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.Annotate,
        Summary = "Set or remove an annotation",
        Suits = [],
        Risk = 0.02,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(10),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Annotated),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (!Annotated.Any(kind => kind.Kind == step.Target.Kind))
        {
            return $"{step.Target} is not annotated: only {string.Join(", ", Annotated.Select(kind => kind.Kind).Order(StringComparer.Ordinal))} are.";
        }

        if (step.Parameters.GetValueOrDefault(ActionParameters.Annotation) is not { Length: > 0 } name)
        {
            return "Parameter 'annotation' is missing: name the annotation.";
        }

        if (NotOurs.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal) || name.Contains($".{prefix}", StringComparison.Ordinal)))
        {
            return $"The annotation {name} steers this system or Kubernetes itself: it is not set.";
        }

        var metadata = target["metadata"]!.AsObject();
        var annotations = metadata["annotations"] as JsonObject ?? [];
        if (step.Parameters.GetValueOrDefault(ActionParameters.Value) is { } value)
        {
            annotations[name] = value;
            metadata["annotations"] ??= annotations;
        }
        else
        {
            annotations.Remove(name);
        }

        return null;
    }
}
