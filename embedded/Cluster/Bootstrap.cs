using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster;

/// <summary>What is in every cluster before anybody writes to it, and what each namespace is given.</summary>
internal sealed class Bootstrap : IDisposable
{
    private static readonly string[] Namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];
    private readonly ObjectStore store;
    private readonly ObjectAdmission admission;
    private readonly string authorityPem;
    private readonly IDisposable observing;

    public Bootstrap(ObjectStore store, TimeProvider time, string authorityPem)
    {
        this.store = store;
        admission = new ObjectAdmission(store, time);
        this.authorityPem = authorityPem;
        observing = store.Observe(Furnish);
        store.Batch(() =>
        {
            foreach (var name in Namespaces)
            {
                Add("v1", "Namespace", null, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } });
            }

            foreach (var role in DefaultRoles.Load())
            {
                Add("rbac.authorization.k8s.io/v1", role.Kind(), null, role);
            }

            AddApiServices();
            foreach (var definition in BundledDefinitions.Load())
            {
                AddDefinition(definition, time);
            }
        });
        foreach (var ns in store.List("", "namespaces").Where(ns => !ns.IsDeleting()))
        {
            FurnishNamespace(ns.Name());
        }

        AddKubernetesService();
    }

    public void Dispose() => observing.Dispose();

    private void Furnish(ObjectChange change)
    {
        if (change is { Kind: ChangeKind.Added, Key: { Group: "", Plural: "namespaces" } })
        {
            FurnishNamespace(change.Key.Name);
        }
    }

    private void FurnishNamespace(string ns) => store.Batch(() =>
    {
        Add("v1", "ServiceAccount", ns, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" } });
        Add("v1", "ConfigMap", ns, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "kube-root-ca.crt" },
            ["data"] = new JsonObject { ["ca.crt"] = authorityPem },
        });
    });

    /// <summary>The one API that another server serves on a real cluster is listed as such, and is there.</summary>
    private void AddApiServices()
    {
        const string Kind = "APIService";
        var (version, name) = ("apiregistration.k8s.io/v1", "v1beta1.metrics.k8s.io");
        Add(version, Kind, null, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["k8s-app"] = "metrics-server" } },
            ["spec"] = new JsonObject
            {
                ["service"] = new JsonObject { ["namespace"] = "kube-system", ["name"] = "metrics-server", ["port"] = 443 },
                ["group"] = "metrics.k8s.io",
                ["version"] = "v1beta1",
                ["insecureSkipTLSVerify"] = true,
                ["groupPriorityMinimum"] = 100,
                ["versionPriority"] = 100,
            },
        });
        store.Update(store.Catalog.FindKind(version, Kind)!.Key(null, name), WithAvailability, Actor.ApiServer);
    }

    private static JsonObject WithAvailability(JsonObject service)
    {
        service["status"] ??= new JsonObject
        {
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Available",
                ["status"] = "True",
                ["lastTransitionTime"] = service.Text("metadata", "creationTimestamp"),
                ["reason"] = "Passed",
                ["message"] = "all checks passed",
            }),
        };
        return service;
    }

    private void AddKubernetesService() => Add("v1", "Service", "default", new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = "kubernetes", ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
        ["spec"] = new JsonObject
        {
            ["clusterIP"] = "10.96.0.1",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = 6443 }),
        },
    });

    // What is wrong with a bundled definition a test finds: nobody need wait for that at each start.
    private void AddDefinition(JsonObject definition, TimeProvider time)
    {
        var type = store.Catalog.FindKind("apiextensions.k8s.io/v1", "CustomResourceDefinition")!;
        var key = type.Key(null, definition.Name());
        if (store.Find(key) is null)
        {
            SchemaDefaults.Apply(definition, type.Schema);
            new CustomResourceDefinitionRules(time).Default(definition);
            store.Create(key, definition, Actor.ApiServer);
        }
    }

    private void Add(string apiVersion, string kind, string? ns, JsonObject obj)
    {
        var type = store.Catalog.FindKind(apiVersion, kind)!;
        var key = type.Key(ns, obj.Name());
        if (store.Find(key) is not null)
        {
            return;
        }

        obj["apiVersion"] = apiVersion;
        obj["kind"] = kind;
        admission.AdmitNew(type, obj);
        store.Create(key, obj, Actor.ApiServer);
    }
}
