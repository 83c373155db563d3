using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Exceptions;

namespace k8s.Authentication;

/// <summary>What a credential plug-in answered: a token, a client certificate, or both.</summary>
internal sealed record ExecCredential(string? Token, string? ClientCertificatePem, string? ClientKeyPem, DateTimeOffset? Expires);

/// <summary>A program named by the kubeconfig that prints an ExecCredential, as cloud providers ship them.</summary>
internal sealed class ExecPlugin(ExecEntry entry, TimeProvider time)
{
    /// <summary>A plug-in that waits for a person must not hold the app for ever.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public string Command => entry.Command ?? throw new KubeConfigException("An exec plug-in in kubeconfig names no command.");

    public async Task<ExecCredential> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
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
        foreach (var variable in entry.Env ?? [])
            if (variable.Name is { Length: > 0 } name) start.Environment[name] = variable.Value;
        start.Environment["KUBERNETES_EXEC_INFO"] = new JsonObject
        {
            ["apiVersion"] = entry.ApiVersion,
            ["kind"] = "ExecCredential",
            ["spec"] = new JsonObject { ["interactive"] = false },
        }.ToJsonString();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new KubeConfigException($"The credential plug-in {Command} cannot be started: {error.Message}. {entry.InstallHint}".Trim(), error);
        }
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
