from closeknit.site.cli import main

main()
