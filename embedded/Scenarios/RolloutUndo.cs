using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers.Deployments;

namespace Autocura.Embedded.Scenarios;

/// <summary>What <c>kubectl rollout undo</c> does: puts back the template of the revision before the present one. Without such a revision it refuses.</summary>
internal sealed class RolloutUndo(ObjectStore store)
{
    public JsonObject Apply(JsonObject deployment)
    {
        var previous = store.List("apps", "replicasets", deployment.Namespace())
            .Where(set => set.ControllerReference().Text("uid") == deployment.Uid())
            .OrderByDescending(Revisions.Of)
            .Skip(1)
            .FirstOrDefault() ?? throw ApiStatusException.BadRequest($"no rollout history found for deployment \"{deployment.Name()}\"");
        var template = previous["spec"]!["template"]!.DeepClone().AsObject();
        template.Ensure("metadata", "labels").Remove(Revisions.TemplateHash);
        deployment["spec"]!["template"] = template;
        return deployment;
    }
}
