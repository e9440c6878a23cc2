using System.Data.Common;

namespace Crosscheck.App.Storage;

/// <summary>What differs between the two stores. Everything else is one code over one schema.</summary>
public abstract class Dialect
{
    /// <summary>The address as people may see it: no password.</summary>
    public abstract string Where { get; }

    /// <summary>Opens a connection that is ready for use.</summary>
    /// <exception cref="LedgerException">It could not be opened.</exception>
    public abstract DbConnection Open(bool create);

    /// <summary>The statements that carry the schema from the version before to each version, from 1.</summary>
    public abstract IReadOnlyList<string> Migrations { get; }

    /// <summary>Begins a transaction that is the only one to write until it ends.</summary>
    public abstract DbTransaction BeginWriting(DbConnection connection);

    /// <summary>Begins a transaction that is the only one to project until it ends; null where it would have to wait and must not.</summary>
    public virtual DbTransaction? BeginProjecting(DbConnection connection, bool wait) => BeginWriting(connection);

    /// <summary>Says whether the schema's own table is there.</summary>
    public abstract string HasSchema { get; }

    /// <summary>Every (key, telling) whose key is in @keys; how the keys are bound is <see cref="Keys"/>.</summary>
    public abstract string Filed { get; }

    /// <summary>Rows of tellings (id, profile) whose id is in @keys.</summary>
    public abstract string ProfilesIn { get; }

    public abstract object Keys(IReadOnlyCollection<long> keys);

    /// <summary>Files @telling under all of @keys.</summary>
    public abstract string FileKeys { get; }

    public abstract string UnfileKeys { get; }

    /// <summary>Adds @title and @body of report @number to the full-text index.</summary>
    public abstract string IndexText { get; }

    /// <summary>A condition on tellings t: the report holds the words of @search.</summary>
    public abstract string Matches { get; }

    /// <summary>A search as people type it, as the store wants it; never an error for any text.</summary>
    public abstract string Search(string words);

    /// <summary>Turns a store's exception into ours; null for one that is a fault of the program.</summary>
    public abstract LedgerException? Explain(Exception exception);

    /// <summary>A check of the store's own pages; null where all is well.</summary>
    public abstract string? CheckPages(DbConnection connection);

    /// <summary>Frees what a connection holds beside the handle.</summary>
    public virtual void Close(DbConnection connection) => connection.Dispose();
}
