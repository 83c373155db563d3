using Autocura.Diagnosis;

namespace Autocura.Guardrails.Rules;

/// <summary>Takes no more nodes out of service than a cluster can spare, those that are out already counted: what looks like many bad nodes is mostly something else.</summary>
internal sealed class NodeShareRule : IGuardrail
{
    private static readonly string[] TakesOut = [ActionNames.CordonNode, "DrainNode"];

    public string Name => "NodeShare";

    public Verdict Review(PlanUnderReview review)
    {
        var taken = review.Plan.Steps.Where(step => TakesOut.Contains(step.Action)).Select(step => step.Target.Name).Distinct().ToList();
        if (taken.Count == 0)
        {
            return new Verdict(VerdictKind.Allowed, Name, "No node is taken out of service.");
        }

        if (review.Facts.Nodes.Denies(review, Name, "How many nodes are in service", out var nodes, out var unread))
        {
            return unread;
        }

        var most = review.Settings.Review.MostNodesOut;
        var gone = nodes.Out.Union(taken).Count();
        return gone >= nodes.Total || (double)gone / nodes.Total > most
            ? new Verdict(VerdictKind.Denied, Name, $"With {string.Join(", ", taken)} there would be {gone} of {nodes.Total} nodes out of service: more than {most:0%}.")
            : new Verdict(VerdictKind.Allowed, Name, $"With {string.Join(", ", taken)} there are {gone} of {nodes.Total} nodes out of service.");
    }
}
