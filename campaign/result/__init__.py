"""What a run of the main job decides: the words shared by rules, workbook and report."""
