namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Marks new namespaces active and gives them their default service account. Their end is the API server's own work.</summary>
internal sealed class NamespaceController(ClusterClient client) : IController
{
    public string Name => "namespace-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key is { Group: "", Plural: "namespaces" } ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } ns || ns.IsDeleting())
        {
            return null;
        }

        client.UpdateStatus(key, status => status["phase"] = "Active");
        if (client.Find(ObjectKey.Core("serviceaccounts", key.Name, "default")) is null)
        {
            client.Create(new()
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ServiceAccount",
                ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "default", ["namespace"] = key.Name },
            });
        }

        return null;
    }
}
