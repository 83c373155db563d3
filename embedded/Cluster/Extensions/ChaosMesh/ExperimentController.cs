using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>
/// Takes an experiment through its life: a finalizer, the choice of pods (once), injection, and recovery when its time is up, when it is paused and when it is
/// deleted. What an injection does is the affair of the conditions, which read the records.
/// </summary>
internal sealed class ExperimentController(ClusterClient client) : IController
{
    private const string Finalizer = "chaos-mesh/records";
    private static readonly TimeSpan SelectsAgainAfter = TimeSpan.FromSeconds(10);

    public string Name => "chaos-controller-manager";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Kind != ChangeKind.Deleted && ChaosKind.Of(change.Key) is not null ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } chaos || ChaosKind.Of(key) is not { } kind)
        {
            return null;
        }

        if (!chaos.IsDeleting() && !chaos.Texts("metadata", "finalizers").Contains(Finalizer))
        {
            chaos = client.Update(key, AddFinalizer)!;
            client.Record(chaos, "FinalizerInited", "Finalizer has been inited");
        }

        var experiment = new ExperimentUpdate(client, kind, chaos);
        experiment.Aim();
        if (!experiment.HasChosen && !chaos.IsDeleting())
        {
            if (!experiment.Choose())
            {
                experiment.Write();
                return client.Now + SelectsAgainAfter;
            }
        }

        experiment.Move();
        experiment.Write();
        if (chaos.IsDeleting())
        {
            client.Update(key, RemoveFinalizer);
            return null;
        }

        return !chaos.IsOneShot() && chaos.Ends() is { } end && end > client.Now ? end : null;
    }

    private static void AddFinalizer(JsonObject chaos) => Write(chaos, chaos.Texts("metadata", "finalizers").Append(Finalizer));

    private static void RemoveFinalizer(JsonObject chaos) => Write(chaos, chaos.Texts("metadata", "finalizers").Where(finalizer => finalizer != Finalizer));

    private static void Write(JsonObject chaos, IEnumerable<string> finalizers)
    {
        var names = finalizers.ToList();
        chaos.Ensure("metadata").Remove("finalizers");
        if (names.Count > 0)
        {
            chaos.Ensure("metadata")["finalizers"] = new JsonArray([.. names.Select(name => (JsonNode?)name)]);
        }
    }
}
