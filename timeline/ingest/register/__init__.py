"""The register of office-holders: the file's terms as rows (`load`), and as curators left them (`corrected`)."""
