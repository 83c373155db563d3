namespace Autocura.Embedded.Cluster;

/// <summary>Who writes: the authenticated user, the program, and the name under which the fields it sets are owned.</summary>
public sealed record Actor(string User, string UserAgent, string FieldManager)
{
    /// <summary>A controller of the control plane, named as its service account is in a real cluster.</summary>
    public static Actor Controller(string name) =>
        new($"system:serviceaccount:kube-system:{name}", $"kube-controller-manager/{name}", "kube-controller-manager");

    /// <summary>The agent of one node.</summary>
    public static Actor Kubelet(string node) => new($"system:node:{node}", "kubelet", "kubelet");

    /// <summary>The API server itself: bootstrap objects and garbage collection.</summary>
    public static Actor ApiServer { get; } = new("system:apiserver", "kube-apiserver", "kube-apiserver");
}
