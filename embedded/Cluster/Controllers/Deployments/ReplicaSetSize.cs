namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// What the arithmetic of a rollout needs of one ReplicaSet. <paramref name="MostPods"/> is the number of pods the whole Deployment could have
/// when this ReplicaSet was last sized (its <c>max-replicas</c> annotation).
/// </summary>
internal readonly record struct ReplicaSetSize(string Name, int Replicas, int Available, DateTimeOffset Created, int MostPods);

/// <summary>A ReplicaSet and the size it shall have.</summary>
internal readonly record struct Resize(string Name, int Replicas);
