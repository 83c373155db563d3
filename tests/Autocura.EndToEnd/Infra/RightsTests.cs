using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>What the app's account may do on a cluster that evaluates the roles of infra/, asked with kubectl.</summary>
public sealed class RightsTests(RightsTests.Bound bound) : IClassFixture<RightsTests.Bound>
{
    [RealClientTheory("kubectl")]
    [InlineData("yes", "patch", "deployments.apps", "-n", "shop")]
    [InlineData("yes", "create", "pods", "--subresource", "eviction", "-n", "shop")]
    [InlineData("yes", "get", "pods", "--subresource", "log", "-n", "shop")]
    [InlineData("yes", "patch", "nodes")]
    [InlineData("yes", "create", "leases.coordination.k8s.io", "-n", "autocura-cognitiva")]
    [InlineData("yes", "create", "issues.autocura.cognitiva.io", "-n", "shop")]
    [InlineData("yes", "create", "configmaps", "-n", "autocura-cognitiva")]
    [InlineData("yes", "patch", "configmaps/autocura-audit", "-n", "autocura-cognitiva")]
    [InlineData("yes", "get", "configmaps/autocura-audit-15", "-n", "autocura-cognitiva")]
    [InlineData("no", "get", "secrets", "-n", "shop")]
    [InlineData("no", "get", "pods", "--subresource", "proxy", "-n", "shop")]
    [InlineData("no", "create", "pods", "-n", "shop")]
    [InlineData("no", "create", "pods", "--subresource", "exec", "-n", "shop")]
    [InlineData("no", "delete", "namespaces")]
    [InlineData("no", "delete", "nodes")]
    [InlineData("no", "deletecollection", "pods", "-n", "shop")]
    [InlineData("no", "create", "serviceaccounts", "--subresource", "token", "-n", "autocura-cognitiva")]
    [InlineData("no", "update", "clusterroles.rbac.authorization.k8s.io")]
    [InlineData("no", "impersonate", "users")]
    [InlineData("no", "create", "leases.coordination.k8s.io", "-n", "shop")]
    [InlineData("no", "*", "*", "-n", "shop")]
    public async Task The_account_may_do_what_its_actions_need_and_no_more(string answer, params string[] question) =>
        (await bound.AskAsync(question)).ShouldBe(answer);

    /// <summary>A cluster on which the flavour "full" is installed.</summary>
    public sealed class Bound : IAsyncLifetime, IDisposable
    {
        private readonly ApiServerFixture api = new();

        public async Task InitializeAsync()
        {
            await api.InitializeAsync();
            if (RealClients.Find("kubectl") is not null)
            {
                await api.KubectlAsync("create", "namespace", "shop");
                await api.KubectlAsync("apply", "--server-side", "-k", Repository.PathOf("infra/kubernetes/base"));
                await api.KubectlAsync("apply", "--server-side", "-k", Repository.PathOf("infra/kubernetes/rbac/full"));
            }
        }

        /// <summary>The word that <c>kubectl auth can-i</c> says. Its no is an exit code of one too, and a warning may come before or after the word.</summary>
        public async Task<string> AskAsync(params string[] question)
        {
            try
            {
                return Word(await api.KubectlAsync(["auth", "can-i", "--as", "system:serviceaccount:autocura-cognitiva:autocura", .. question])) ?? "nothing";
            }
            catch (InvalidOperationException refused) when (Word(refused.Message) == "no")
            {
                return "no";
            }
        }

        private static string? Word(string said) => said.Split('\n').FirstOrDefault(line => line is "yes" or "no");

        public Task DisposeAsync() => api.DisposeAsync();

        public void Dispose() => api.Dispose();
    }
}
