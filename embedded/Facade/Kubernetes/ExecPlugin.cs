using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Exceptions;

namespace k8s.Authentication;

/// <summary>What a credential plug-in answered: a token, a client certificate, or both.</summary>
internal sealed record ExecCredential(string? Token, string? ClientCertificatePem, string? ClientKeyPem, DateTimeOffset? Expires);

/// <summary>A program named by the kubeconfig that prints an ExecCredential, as cloud providers ship them.</summary>
internal sealed class ExecPlugin
{
    private const string ApiGroup = "client.authentication.k8s.io/";
    private readonly ExecEntry entry;
    private readonly ExecSurroundings around;

    public ExecPlugin(ExecEntry entry, ExecSurroundings around)
    {
        this.entry = entry;
        this.around = around;
        Command = entry.Command is { Length: > 0 } command ? command : throw new KubeConfigException("An exec plug-in in kubeconfig names no command.");
        if (entry.ApiVersion is not (ApiGroup + "v1" or ApiGroup + "v1beta1"))
            throw Failed($"has the apiVersion '{entry.ApiVersion}' in kubeconfig: {ApiGroup}v1 or {ApiGroup}v1beta1 is needed");
        if (entry.InteractiveMode == "Always")
            throw Failed("asks a person in kubeconfig (interactiveMode: Always), and nobody sits here: use a plug-in that needs none");
        if (entry.Env?.Find(variable => string.IsNullOrEmpty(variable.Name) || variable.Value is null) is { } bad)
            throw Failed($"has an environment variable without its {(string.IsNullOrEmpty(bad.Name) ? "name" : $"value ({bad.Name})")} in kubeconfig");
    }

    /// <summary>A plug-in that waits for a person must not hold the app for ever.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public string Command { get; }

    public async Task<ExecCredential> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0) throw Failed($"ended with code {process.ExitCode}: {(await errors).Trim()}");
            return Parse(await output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (timeout.IsCancellationRequested) throw Failed($"gave no answer within {Timeout.TotalSeconds:0} s");
            throw;
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in entry.Args ?? []) start.ArgumentList.Add(argument);
        foreach (var variable in entry.Env ?? []) start.Environment[variable.Name!] = variable.Value;
        start.Environment["KUBERNETES_EXEC_INFO"] = Request().ToJsonString();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new KubeConfigException($"The credential plug-in {Command} cannot be started: {error.Message}. {entry.InstallHint}".Trim(), error);
        }
    }

    private JsonObject Request()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (entry.ProvideClusterInfo) spec["cluster"] = around.ClusterInfo();
        return new JsonObject { ["apiVersion"] = entry.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec };
    }

    private ExecCredential Parse(string output)
    {
        try
        {
            var answer = JsonNode.Parse(output) as JsonObject ?? throw Failed("answered something other than an ExecCredential");
            if ((string?)answer["apiVersion"] != entry.ApiVersion)
                throw Failed($"speaks {(string?)answer["apiVersion"]}, kubeconfig asks for {entry.ApiVersion}");
            var status = answer["status"];
            var credential = new ExecCredential(
                (string?)status?["token"],
                (string?)status?["clientCertificateData"],
                (string?)status?["clientKeyData"],
                status?["expirationTimestamp"]?.GetValue<DateTimeOffset>());
            return credential is { Token: null, ClientCertificatePem: null } ? throw Failed("answered neither token nor certificate") : credential;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new KubeConfigException($"The credential plug-in {Command} answered something other than an ExecCredential.", error);
        }
    }

    private KubeConfigException Failed(string how) => new($"The credential plug-in {Command} {how}");
}
