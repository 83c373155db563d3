namespace k8s.Exceptions;

/// <summary>A kubeconfig, or the service account of a pod, that cannot be used as it stands.</summary>
public class KubeConfigException : Exception
{
    public KubeConfigException(string message)
        : base(message)
    {
    }

    public KubeConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
