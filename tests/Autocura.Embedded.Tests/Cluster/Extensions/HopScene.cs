using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Tests.Cluster.Extensions;

/// <summary>Pods, services and policies in a store, and hops between the pods: what stands in their way needs no running cluster.</summary>
internal sealed class HopScene : IDisposable
{
    private readonly TemporaryStore temporary = new();
    private readonly CustomResources definitions;

    public HopScene()
    {
        definitions = new CustomResources(Store);
        Store.Batch(() =>
        {
            foreach (var definition in BundledDefinitions.Load())
            {
                Put(definition);
            }
        });
    }

    public ObjectStore Store => temporary.Store;

    public JsonObject Namespace(string name, string labels = "{}", string annotations = "{}") => Put(TemporaryStore.Parse(
        $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}","labels":{{{labels}}},"annotations":{{{annotations}}} } }"""));

    /// <summary>A running pod with the label "app", a container "app" on port 8080 named http, and a Service of its name.</summary>
    public JsonObject Pod(string name, string ns = "shop", string ip = "10.244.1.5", string labels = "")
    {
        Put(TemporaryStore.Parse($$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}"},"spec":{"selector":{"app":"{{{name}}}"} } }"""));
        return Put(TemporaryStore.Parse($$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}","labels":{"app":"{{{name}}}"{{{labels}}}} },
            "spec":{"serviceAccountName":"{{{name}}}","containers":[{"name":"app","ports":[{"name":"http","containerPort":8080}],"resources":{"limits":{"memory":"512Mi"} } }]},"status":{"phase":"Running","podIP":"{{{ip}}}"} }
            """));
    }

    public JsonObject Policy(string apiVersion, string kind, string spec, string ns = "shop") => Put(TemporaryStore.Parse(
        $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"{{kind.ToLowerInvariant()}}-{{Store.ResourceVersion}}","namespace":"{{ns}}"},"spec":{{spec}}}"""));

    /// <summary>An experiment that has been injected into these pods (or containers), as its controller writes it.</summary>
    public JsonObject Chaos(string kind, string spec, params (string Selector, string Id)[] records)
    {
        var written = records.Select(record => $$"""{"id":"{{record.Id}}","selectorKey":"{{record.Selector}}","phase":"Injected","injectedCount":1,"recoveredCount":0}""");
        var chaos = TemporaryStore.Parse($$$"""
            {"apiVersion":"chaos-mesh.org/v1alpha1","kind":"{{{kind}}}","metadata":{"name":"{{{kind.ToLowerInvariant()}}}-{{{Store.ResourceVersion}}}","namespace":"shop"},
            "spec":{{{spec}}},"status":{"experiment":{"desiredPhase":"Run","containerRecords":[{{{string.Join(',', written)}}}]} } }
            """);
        return Put(chaos);
    }

    public HopConditions Of(IHopCondition condition, JsonObject? from, JsonObject to, int port = 8080) => condition.Of(new Hop(from, to, port));

    public void Dispose()
    {
        definitions.Dispose();
        temporary.Dispose();
    }

    private JsonObject Put(JsonObject obj) => Store.Create(Store.Catalog.FindKind(obj.ApiVersion(), obj.Kind())!.Key(obj.Namespace(), obj.Name()), obj, TemporaryStore.Tester);
}
