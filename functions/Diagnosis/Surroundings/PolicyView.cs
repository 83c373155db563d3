using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>
/// A policy that selects the workload's pods. <paramref name="Effect"/> says in words what it does to them ("denies all ingress",
/// "denies GET", "demands mutual TLS").
/// </summary>
public sealed record PolicyView(ObjectRef Ref, PolicyEffect Kind, string Effect, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>What a policy does to traffic.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicyEffect>))]
public enum PolicyEffect
{
    /// <summary>It restricts who may come in, and somebody may.</summary>
    RestrictsIngress,

    /// <summary>Nobody may come in.</summary>
    DeniesIngress,

    RestrictsEgress,

    DeniesEgress,

    /// <summary>It denies some requests by what they ask.</summary>
    DeniesRequests,

    /// <summary>Only clients of the mesh may come in.</summary>
    DemandsMutualTls,
}
