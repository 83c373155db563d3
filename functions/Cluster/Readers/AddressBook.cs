using System.Net;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Tells which Service an address names, as the cluster's own name server would, and whether it is there and has the port.</summary>
internal sealed class AddressBook(ServiceCatalogue known, Func<string, string, Task<NamedService?>> find)
{
    private const int MostLookups = 5;

    private readonly Dictionary<(string Namespace, string Name), Answer> answers = [];

    /// <summary>The containers with what is known of each address.</summary>
    public async Task<IReadOnlyList<ContainerView>> ResolveAsync(IReadOnlyList<ContainerView> containers)
    {
        var resolved = new List<ContainerView>();
        foreach (var container in containers)
        {
            var addresses = new List<AddressView>();
            foreach (var address in container.Addresses)
            {
                addresses.Add(await ResolveAsync(address));
            }

            resolved.Add(container with { Addresses = addresses });
        }

        return resolved;
    }

    /// <summary>Where a name points: namespace and Service; null for a name that no Service can have.</summary>
    public static (string Namespace, string Name)? Place(string host, string ns)
    {
        var labels = host.Split('.');
        var end = Array.IndexOf(labels, "svc");
        return (labels.Length, end) switch
        {
            (1, _) when host != "localhost" => (ns, host),
            (_, >= 2) => (labels[end - 1], labels[end - 2]),
            // "db.data": a Service of another namespace, or something outside.
            (2, -1) when !IPAddress.TryParse(host, out _) => (labels[1], labels[0]),
            _ => null,
        };
    }

    private async Task<AddressView> ResolveAsync(AddressView address)
    {
        if (Place(address.Host, known.Namespace) is not { } place)
        {
            return address;
        }

        // "queue-0.queue": one pod of a headless Service here.
        var pod = address.Host.Split('.') is [_, var behind] ? known.Find(behind) : null;
        var answer = pod is null ? await FindAsync(place) : new Answer(IsKnown: true, pod);
        var isInCluster = answer.Service is not null || !address.Host.Contains('.') || AddressText.IsClusterName(address.Host);
        return address with { IsInCluster = isInCluster, Leads = isInCluster && answer.IsKnown ? answer.Service?.Takes(address.Port) ?? false : null };
    }

    private async Task<Answer> FindAsync((string Namespace, string Name) place)
    {
        if (place.Namespace == known.Namespace)
        {
            return new Answer(IsKnown: true, known.Find(place.Name));
        }

        if (!answers.TryGetValue(place, out var answer))
        {
            answers[place] = answer = answers.Count < MostLookups ? await AskAsync(place) : new Answer(IsKnown: false, null);
        }

        return answer;
    }

    private async Task<Answer> AskAsync((string Namespace, string Name) place)
    {
        try
        {
            return new Answer(IsKnown: true, await find(place.Namespace, place.Name));
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            // Another namespace may be out of reach: then nothing is known of it, and this workload is evidence all the same.
            return new Answer(IsKnown: false, null);
        }
    }

    private sealed record Answer(bool IsKnown, NamedService? Service);
}
