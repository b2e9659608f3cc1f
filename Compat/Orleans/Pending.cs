// The least that lets the contracts compile until the embedded engine is here; that change deletes this file.
#pragma warning disable CS1591, CA1018, CA1040, CA1019, CA1822, CA1720
namespace Orleans
{
    public interface IGrainWithStringKey;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class AliasAttribute(string alias) : Attribute
    {
        public string Alias => alias;
    }

    public interface IGrainFactory
    {
        T GetGrain<T>(string key) where T : IGrainWithStringKey;
    }

    public abstract class Grain
    {
        protected IGrainFactory GrainFactory => throw new NotSupportedException();

        public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected void DeactivateOnIdle() => throw new NotSupportedException();
    }

    public static class GrainExtensions
    {
        public static string GetPrimaryKeyString(this Grain grain) => throw new NotSupportedException(grain.ToString());
    }
}

namespace Orleans.Concurrency
{
    [AttributeUsage(AttributeTargets.All)]
    public sealed class ImmutableAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class ReadOnlyAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class AlwaysInterleaveAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class StatelessWorkerAttribute : Attribute
    {
        public StatelessWorkerAttribute() { }

        public StatelessWorkerAttribute(int maxLocalWorkers) => MaxLocalWorkers = maxLocalWorkers;

        public int MaxLocalWorkers { get; }
    }
}
