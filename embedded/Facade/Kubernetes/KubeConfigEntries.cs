using YamlDotNet.Serialization;

namespace k8s;

/// <summary>The entries of a kubeconfig that decide how a cluster is reached; keys it does not know are passed over.</summary>
internal sealed class KubeConfigEntries
{
    public string? CurrentContext { get; set; }

    public List<NamedEntry> Contexts { get; set; } = [];

    public List<NamedEntry> Clusters { get; set; } = [];

    public List<NamedEntry> Users { get; set; } = [];
}

/// <summary>A context, a cluster or a user with its name: the list it stands in says which.</summary>
internal sealed class NamedEntry
{
    public string? Name { get; set; }

    public ContextEntry? Context { get; set; }

    public ClusterEntry? Cluster { get; set; }

    public UserEntry? User { get; set; }
}

internal sealed class ContextEntry
{
    public string? Cluster { get; set; }

    public string? User { get; set; }

    public string? Namespace { get; set; }
}

internal sealed class ClusterEntry
{
    public string? Server { get; set; }

    public string? CertificateAuthority { get; set; }

    public string? CertificateAuthorityData { get; set; }

    public bool InsecureSkipTlsVerify { get; set; }

    public string? TlsServerName { get; set; }

    public string? ProxyUrl { get; set; }
}

internal sealed class UserEntry
{
    public string? ClientCertificate { get; set; }

    public string? ClientCertificateData { get; set; }

    public string? ClientKey { get; set; }

    public string? ClientKeyData { get; set; }

    public string? Token { get; set; }

    [YamlMember(Alias = "tokenFile", ApplyNamingConventions = false)]
    public string? TokenFile { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    public string? As { get; set; }

    public Dictionary<string, object>? AuthProvider { get; set; }

    public ExecEntry? Exec { get; set; }
}

internal sealed class ExecEntry
{
    [YamlMember(Alias = "apiVersion", ApplyNamingConventions = false)]
    public string? ApiVersion { get; set; }

    public string? Command { get; set; }

    public List<string>? Args { get; set; }

    public List<ExecVariable>? Env { get; set; }

    [YamlMember(Alias = "provideClusterInfo", ApplyNamingConventions = false)]
    public bool ProvideClusterInfo { get; set; }

    [YamlMember(Alias = "interactiveMode", ApplyNamingConventions = false)]
    public string? InteractiveMode { get; set; }

    [YamlMember(Alias = "installHint", ApplyNamingConventions = false)]
    public string? InstallHint { get; set; }
}

internal sealed class ExecVariable
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
