using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Cluster.Readers.Surroundings;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>
/// Everything that belongs into a copy, as it is to be applied, in an order in which each finds what it needs. Reading changes nothing; what cannot be copied is told by
/// throwing <see cref="CopyRefusedException"/>.
/// </summary>
internal sealed class CopyContents(ICluster cluster, CopyStamp stamp, EnvironmentSpec spec, CopiedSecret secrets)
{
    /// <summary>Made by the cluster itself in every namespace.</summary>
    private const string RootCertificate = "kube-root-ca.crt";

    private readonly List<(ResourceKind Kind, JsonObject Manifest)> objects = [];
    private readonly List<string> notes = [];

    public IReadOnlyList<string> Notes => notes;

    public async Task<IReadOnlyList<(ResourceKind Kind, JsonObject Manifest)>> ReadAsync(CancellationToken cancellationToken)
    {
        var workloads = new List<JsonObject>();
        foreach (var wanted in spec.Workloads)
        {
            workloads.Add(await WorkloadAsync(wanted, cancellationToken));
        }

        objects.AddRange(CopyBounds.Of(stamp, spec));
        foreach (var workload in workloads)
        {
            await AccountAsync(workload, cancellationToken);
        }

        await ConfigurationAsync([.. workloads.SelectMany(workload => ConfigurationUses.Of(workload.At("spec", "template")))], cancellationToken);
        await ServicesAsync(workloads, cancellationToken);
        objects.AddRange(workloads.Select(workload => (Kinds.Named(workload.Text("kind")!), workload)));
        return objects;
    }

    /// <summary>One object of the source, as it is given, the way its copy is made: workloads, Services and ConfigMaps.</summary>
    public async Task<JsonObject> ShapedAsync(ResourceKind kind, JsonObject source, CancellationToken cancellationToken)
    {
        var copy = stamp.Copy(kind, source);
        if (spec.Workloads.FirstOrDefault(workload => (workload.Kind, workload.Name) == (kind.Kind, source.Name())) is { } wanted)
        {
            CopiedWorkload.Shape(copy, wanted.Replicas);
            await AccountAsync(copy, cancellationToken);
            return copy;
        }

        if (kind == Kinds.Service)
        {
            CopiedService.Shape(copy);
            return copy;
        }

        return kind == Kinds.ConfigMap ? copy : throw new CopyRefusedException($"{kind.Kind} {source.Name()} is not copied, so nothing can be tried on it.");
    }

    private async Task<JsonObject> WorkloadAsync(EnvironmentWorkload wanted, CancellationToken cancellationToken)
    {
        var kind = Kinds.Named(wanted.Kind);
        var where = kind.Ref(stamp.Source, wanted.Name);
        var found = await cluster.FindAsync(where, cancellationToken) ?? throw new CopyRefusedException($"{where} does not exist.");
        if (CopiedWorkload.Refusal(found) is { } refusal)
        {
            throw new CopyRefusedException($"{where} is not copied. {refusal}");
        }

        var copy = stamp.Copy(kind, found);
        notes.AddRange(CopiedWorkload.Shape(copy, wanted.Replicas));
        return wanted.Changes.Select(change => change.ApplyTo(copy)).FirstOrDefault(wrong => wrong is not null) is { } problem
            ? throw new CopyRefusedException($"{where}: {problem}")
            : copy;
    }

    /// <summary>A service account of that name without any right; every namespace has one named default already.</summary>
    private async Task AccountAsync(JsonObject workload, CancellationToken cancellationToken)
    {
        var pod = workload["spec"]!["template"]!["spec"];
        var name = pod.Text("serviceAccountName") is { Length: > 0 } own ? own : "default";
        CopiedWorkload.PullAs(workload, await cluster.FindAsync(Kinds.ServiceAccount.Ref(stamp.Source, name), cancellationToken));
        if (name != "default" && !Has(Kinds.ServiceAccount, name))
        {
            objects.Add((Kinds.ServiceAccount, stamp.Make(Kinds.ServiceAccount, name, $"ServiceAccount {stamp.Source}/{name}")));
            notes.Add($"Service account {name} has no rights.");
        }
    }

    private async Task ConfigurationAsync(IReadOnlyList<ConfigurationUse> uses, CancellationToken cancellationToken)
    {
        foreach (var use in uses.Where(use => use.Kind == Kinds.ConfigMap && use.Name != RootCertificate).DistinctBy(use => use.Name))
        {
            await ConfigMapAsync(use.Name, cancellationToken);
        }

        if (spec.Config.FirstOrDefault(change => !Has(Kinds.ConfigMap, change.ConfigMap)) is { } unused)
        {
            throw new CopyRefusedException($"config names ConfigMap {unused.ConfigMap}, which is not copied: {(spec.Include.ConfigMaps ? "none of the workloads uses it" : "include.configMaps is false")}.");
        }

        foreach (var use in uses.Where(use => use.Kind == Kinds.Secret).OrderBy(use => use.IsOptional).DistinctBy(use => use.Name))
        {
            await SecretAsync(use, cancellationToken);
        }
    }

    private async Task ConfigMapAsync(string name, CancellationToken cancellationToken)
    {
        if (!spec.Include.ConfigMaps || await cluster.FindAsync(Kinds.ConfigMap.Ref(stamp.Source, name), cancellationToken) is not { } found)
        {
            notes.Add($"ConfigMap {name} is not copied: {(spec.Include.ConfigMaps ? "it does not exist" : "include.configMaps is false")}.");
            return;
        }

        var copy = stamp.Copy(Kinds.ConfigMap, found);
        foreach (var change in spec.Config.Where(change => change.ConfigMap == name))
        {
            var entries = copy["data"] as JsonObject ?? [];
            copy["data"] ??= entries;
            entries[change.Key] = change.Value;
        }

        objects.Add((Kinds.ConfigMap, copy));
    }

    /// <summary>Without a Secret that it must have no copy would start: that is said before anything is made.</summary>
    private async Task SecretAsync(ConfigurationUse use, CancellationToken cancellationToken)
    {
        var source = Kinds.Secret.Ref(stamp.Source, use.Name);
        if (spec.Include.Secrets == SecretCopying.None)
        {
            if (!use.IsOptional && !await IsThereAsync(use.Name, cancellationToken))
            {
                throw new CopyRefusedException($"{source} is used ({use.Where}) and include.secrets is None: choose Copy or Generated, or make it in {stamp.Target} first.");
            }

            notes.Add($"Secret {use.Name} is not copied: include.secrets is None.");
            return;
        }

        if (await cluster.FindAsync(source, cancellationToken) is { } found)
        {
            var copy = stamp.Copy(Kinds.Secret, found);
            secrets.Shape(copy, spec.Include.Secrets);
            objects.Add((Kinds.Secret, copy));
        }
        else
        {
            notes.Add($"Secret {use.Name} is not copied: it does not exist.");
        }
    }

    /// <summary>Whether somebody has put a Secret of that name where the copy goes. Who may not look has put none there.</summary>
    private async Task<bool> IsThereAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.FindMetadataAsync(Kinds.Secret.Ref(stamp.Target, name), cancellationToken) is not null;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return false;
        }
    }

    private async Task ServicesAsync(IReadOnlyList<JsonObject> workloads, CancellationToken cancellationToken)
    {
        if (!spec.Include.Services)
        {
            return;
        }

        await foreach (var service in cluster.StreamAsync(Kinds.Service, new ListQuery(stamp.Source), cancellationToken))
        {
            if (workloads.Any(workload => ServiceReader.Selects(service, workload.Map("spec", "template", "metadata", "labels"))))
            {
                var copy = stamp.Copy(Kinds.Service, service);
                CopiedService.Shape(copy);
                objects.Add((Kinds.Service, copy));
            }
        }
    }

    private bool Has(ResourceKind kind, string name) => objects.Exists(one => one.Kind == kind && one.Manifest.Name() == name);
}

/// <summary>Why something is not copied.</summary>
internal sealed class CopyRefusedException(string reason) : Exception(reason);
