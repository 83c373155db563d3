using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>Who calls whom in the shop, and how much: the data of the traffic model.</summary>
internal sealed record ShopModel
{
    private const string Resource = "Applications.shop.model.json";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required string Namespace { get; init; }

    /// <summary>Requests a second that users make.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>The share by which the load of one second may differ from the mean.</summary>
    public required double Variation { get; init; }

    /// <summary>How long after the namespace was created the users come.</summary>
    public required double OpensAfterSeconds { get; init; }

    /// <summary>The services, each before those it calls; the first is the one users call.</summary>
    public required IReadOnlyList<ShopService> Services { get; init; }

    public static ShopModel Load()
    {
        using var stream = typeof(ShopModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in this assembly.");
        return JsonSerializer.Deserialize<ShopModel>(stream, Strict) ?? throw new InvalidDataException($"{Resource} is empty.");
    }
}

/// <summary>One service, the deployment behind it, the port it is called on, and what one request to it makes it call.</summary>
internal sealed record ShopService(string Name, string Deployment, int Port, IReadOnlyList<ShopCall> Calls);

/// <summary>A call to another service, made for this share of the requests.</summary>
internal sealed record ShopCall(string Service, double Share);
