using k8s.Authentication;
using k8s.Exceptions;

namespace k8s;

/// <summary>Turns a kubeconfig user into credentials.</summary>
internal static class KubeConfigUser
{
    public static void Apply(KubernetesClientConfiguration configuration, UserEntry user, string name, ExecSurroundings around)
    {
        RefuseWhatCannotBeHonoured(user, name);
        var certificate = KubeConfigContext.Pem(user.ClientCertificateData, user.ClientCertificate, "client-certificate");
        var key = KubeConfigContext.Pem(user.ClientKeyData, user.ClientKey, "client-key");
        if (certificate is null != key is null)
            throw new KubeConfigException($"User: {name} has a client certificate without its key, or a key without its certificate, in kubeconfig");
        if (certificate is not null) configuration.ClientCertificate = ClientCertificate.FromPem(certificate, key!, name);

        configuration.Credentials =
            user.Exec is not null ? AskPlugin(configuration, user.Exec, name, around)
            : !string.IsNullOrEmpty(user.TokenFile) ? new BearerCredentials(new FileToken(user.TokenFile, around.Time))
            : !string.IsNullOrEmpty(user.Token) ? new BearerCredentials(new FixedToken(user.Token))
            : !string.IsNullOrEmpty(user.Username) ? new BasicCredentials(user.Username, user.Password)
            : null;
        if (configuration.Credentials is null && configuration.ClientCertificate is null)
            throw new KubeConfigException($"User: {name} does not have appropriate auth credentials in kubeconfig");
    }

    /// <summary>Acting as the user itself, where the file says to act as another, would act with rights nobody meant to give.</summary>
    private static void RefuseWhatCannotBeHonoured(UserEntry user, string name)
    {
        if (!string.IsNullOrEmpty(user.As))
            throw new KubeConfigException($"User: {name} impersonates '{user.As}' in kubeconfig, which is not supported: name a user that needs no 'as'");
        if (user.AuthProvider is not null && user is { Token: null, TokenFile: null, Username: null, Exec: null, ClientCertificate: null, ClientCertificateData: null })
            throw new KubeConfigException($"User: {name} uses an auth-provider in kubeconfig, which Kubernetes has removed: use an exec plug-in");
    }

    private static BearerCredentials? AskPlugin(KubernetesClientConfiguration configuration, ExecEntry exec, string name, ExecSurroundings around)
    {
        var plugin = new ExecPlugin(exec, around);
        var first = plugin.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (first is { ClientCertificatePem: { } certificate, ClientKeyPem: { } key })
            configuration.ClientCertificate = ClientCertificate.FromPem(certificate, key, name);
        return first.Token is null ? null : new BearerCredentials(new ExecToken(plugin, first, around.Time));
    }
}
