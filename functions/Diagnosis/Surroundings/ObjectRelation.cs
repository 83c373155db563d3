using System.Text.Json.Serialization;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>How an object is related to the workload, the closest first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObjectRelation>))]
public enum ObjectRelation
{
    /// <summary>The workload itself.</summary>
    Itself,

    /// <summary>A ConfigMap or Secret that its pods mount or take variables from.</summary>
    Configuration,

    /// <summary>A claim or volume of its pods.</summary>
    Storage,

    /// <summary>A Service or Ingress that leads to it, or was meant to.</summary>
    InFront,

    /// <summary>An autoscaler or disruption budget of it.</summary>
    Scaling,

    /// <summary>A network or mesh policy that selects its pods.</summary>
    Policy,

    /// <summary>A custom resource, or another object, that owns it.</summary>
    Owner,

    /// <summary>A chaos experiment that selects its pods.</summary>
    Experiment,

    /// <summary>A quota or limit range of its namespace, or the namespace itself.</summary>
    Namespace,

    /// <summary>A node that runs its pods, or where they could run.</summary>
    Node,

    /// <summary>Something cluster-wide that pods pass through: a priority class, an admission webhook.</summary>
    Cluster,

    /// <summary>An object that something it calls, directly or not, is made of.</summary>
    Dependency,

    /// <summary>In the same namespace, and related in no way that is known.</summary>
    SameNamespace,
}
